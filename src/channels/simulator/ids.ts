const PREFIX = 'simulator:';

/** A member's account in the simulator: the id given to `reset` with the channel's name before it. */
export const accountOf = (memberId: string): string => PREFIX + memberId;

export const memberIdOf = (account: string): string => (account.startsWith(PREFIX) ? account.slice(PREFIX.length) : account);
