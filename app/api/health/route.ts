import { isDatabaseUp } from '@/lib/server/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const up = await isDatabaseUp();
  return Response.json({ status: up ? 'up' : 'database unreachable' }, { status: up ? 200 : 503 });
}
