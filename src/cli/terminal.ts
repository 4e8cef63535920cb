/** Where a command says what it does. */
export interface Voice {
  print(line: string): void;
  complain(line: string): void;
}

/** The same, where somebody may be there to answer. */
export interface Terminal extends Voice {
  /** Null = nobody is there to answer. */
  ask: ((question: string) => Promise<string>) | null;
}
