import { type ArtName, Drawing } from './art-drawings';
import { classes } from './classes';

export type { ArtName } from './art-drawings';

export interface ArtProps {
  name: ArtName;
  /** Only where the drawing says something that no text beside it does; otherwise it is decoration. */
  alt?: string | undefined;
  shape?: 'landscape' | 'square' | 'wide' | 'thumb' | undefined;
}

/** A flat drawing in six colours on paving stones; stands in where a project has no photo. */
export function Art({ name, alt, shape = 'landscape' }: ArtProps) {
  return (
    <span className={classes('art', shape !== 'landscape' && `art-${shape}`)}>
      <svg
        viewBox="0 0 320 200"
        preserveAspectRatio="xMidYMid slice"
        focusable="false"
        role={alt ? 'img' : undefined}
        aria-label={alt}
        aria-hidden={alt === undefined}
      >
        <Drawing name={name} />
      </svg>
    </span>
  );
}
