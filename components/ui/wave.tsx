/** Mar largo, the paving of public squares: marks the edge of the square, under a hero, over the footer, on the booth. */
export function Wave() {
  return <div className="wave" aria-hidden="true" />;
}
