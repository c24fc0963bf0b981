/** What the page offers to whoever pulls its camera out. */
export interface CameraCable {
  pull(): void;
  plug(): void;
}
