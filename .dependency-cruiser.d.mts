interface Rule {
  name: string;
}
export const always: Rule[];
export const atRunTime: Rule[];
export const unchecked: string;
