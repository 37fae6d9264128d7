/** How an audit's text is laid out. */
export interface Style {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}
