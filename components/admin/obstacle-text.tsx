import { useFormatter, useTranslations } from 'next-intl';

export type Obstacle =
  | {
      code:
        | 'nobody_with_email'
        | 'no_projects'
        | 'too_few_trustees'
        | 'ceremony_missing'
        | 'ceremony_stopped'
        | 'empty_roll'
        | 'closing_time_missing'
        | 'closing_time_past';
    }
  | { code: 'fewer_trustees_than_threshold'; threshold: number }
  | { code: 'ceremony_under_way'; names: readonly string[] }
  | { code: 'fewer_projects_than_choices'; most: number }
  | { code: 'trustee_without_key'; name: string }
  | { code: 'people_without_code'; count: number }
  | { code: 'description_refused'; reason: string };

/** One thing that stands between a draft and its opening, in a sentence. */
export function ObstacleText({ obstacle }: { obstacle: Obstacle }) {
  const t = useTranslations('Admin.obstacles');
  const list = useFormatter();
  switch (obstacle.code) {
    case 'fewer_trustees_than_threshold':
      return t(obstacle.code, { threshold: obstacle.threshold });
    case 'ceremony_under_way':
      return t(obstacle.code, { names: list.list(obstacle.names) });
    case 'fewer_projects_than_choices':
      return t(obstacle.code, { most: obstacle.most });
    case 'trustee_without_key':
      return t(obstacle.code, { name: obstacle.name });
    case 'people_without_code':
      return t(obstacle.code, { count: obstacle.count });
    case 'description_refused':
      return t(obstacle.code, { reason: obstacle.reason });
    default:
      return t(obstacle.code);
  }
}
