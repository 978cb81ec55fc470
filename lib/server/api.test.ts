import { notFound } from 'next/navigation';
import { describe, expect, test, vi } from 'vitest';
import { api } from './api';
import { log } from './log';

const request = new Request('http://localhost/api/v1/x');

describe('api', () => {
  test('answers what nobody foresaw with a problem that can be tried again and tells nothing', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
    const route = api(async () => {
      throw new TypeError('ana@city.example is not there');
    });
    const response = await route(request, {});
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'server_error', status: 500 });
    expect(body + JSON.stringify(logged.mock.calls)).not.toContain('ana@');
    expect(logged.mock.calls[0]?.[0]).toMatchObject({ name: 'TypeError' });
    logged.mockRestore();
  });

  test('leaves the framework’s own signals alone', async () => {
    const route = api(async () => notFound());
    await expect(route(request, {})).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404');
  });
});
