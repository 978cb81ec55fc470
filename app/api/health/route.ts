import { api } from '@/lib/server/api';
import { isDatabaseUp } from '@/lib/server/health';

export const dynamic = 'force-dynamic';

export const GET = api(async () => {
  const up = await isDatabaseUp();
  return Response.json({ status: up ? 'up' : 'database unreachable' }, { status: up ? 200 : 503 });
});
