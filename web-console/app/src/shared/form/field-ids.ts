/** The element id of the field that a JSON pointer names; the error summary and the field agree through it. */
export function fieldId(pointer: string): string {
  return `field${pointer.replace(/[^\p{L}\p{N}_-]+/gu, '-') || '-form'}`;
}
