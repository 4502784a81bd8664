// Something that throws where storage is blocked, a text is spoilt or a window is another origin's -> its value, or nothing.

export function tried<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
