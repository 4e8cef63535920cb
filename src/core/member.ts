/** The standing of a person. `external` = outside the organisation, no stable user id; `guest` = in it, but in no roster. */
export const roles = ['external', 'guest', 'member', 'secretary', 'coordinator', 'operator'] as const;
export type Role = (typeof roles)[number];

export const occupations = ['courier', 'rider', 'driver', 'office'] as const;
export type Occupation = (typeof occupations)[number];

export interface Member {
  id: string;
  name: string | null;
  role: Role;
  occupation: Occupation | null;
  /** Coordinators only. */
  level: 'street' | 'county' | null;
  area: string | null;
}
