import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { Button, LinkButton } from './button';
import { ChoiceCard, ChoiceGroup } from './choice-card';
import { DataTable } from './data-table';
import { NumberField } from './number-field';
import { Progress } from './progress';
import { TextField } from './text-field';
import { groupsOfFour, Tracker } from './tracker';

// The router's link needs Next's own bundler; here it stands as the element that it draws.
vi.mock('./page-link', () => ({ PageLink: 'page-link' }));

describe('buttons', () => {
  test('that cannot be used stay focusable, say why and send nothing', () => {
    const html = renderToStaticMarkup(
      <Button type="submit" unavailable="Remove something first.">
        Choose
      </Button>,
    );
    const id = /aria-describedby="([^"]+)"/.exec(html)?.[1];
    expect(html).toMatch(/<button type="button"[^>]*aria-disabled="true"/);
    expect(html).toContain(`id="${id}">Remove something first.`);
    expect(html).not.toContain(' disabled');
  });

  test('that are busy change their label and send nothing', () => {
    const html = renderToStaticMarkup(
      <Button type="submit" pending pendingLabel="Sending…">
        Send
      </Button>,
    );
    expect(html).toMatch(/type="button"[^>]*aria-busy="true"/);
    expect(html).toContain('Sending…');
    expect(html).not.toContain('>Send<');
  });

  test.each([
    ['/vote', 'page-link'],
    ['/results/2027/ribeira', 'page-link'],
    ['/api/v1/results', 'a'],
    ['/files/ballots.csv', 'a'],
    ['https://example.org', 'a'],
    ['mailto:help@example.org', 'a'],
    ['#main', 'a'],
  ])('that lead to %s are drawn as %s', (href, element) => {
    expect(renderToStaticMarkup(<LinkButton href={href}>Go</LinkButton>)).toMatch(new RegExp(`^<${element} `));
  });
});

describe('fields', () => {
  test('tie label, hint and error to the input', () => {
    const html = renderToStaticMarkup(<TextField name="title" label="Title" hint="Say what." error="Too short." />);
    expect(html).toContain('for="title"');
    expect(html).toMatch(/<input[^>]*id="title"[^>]*aria-describedby="title-hint title-error"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/id="title-hint">Say what\./);
    expect(html).toMatch(/id="title-error"/);
  });

  test('without hint or error describe nothing', () => {
    expect(renderToStaticMarkup(<TextField name="title" label="Title" />)).not.toMatch(/aria-(describedby|invalid)/);
  });

  test('read the unit of a number out with it', () => {
    const html = renderToStaticMarkup(<NumberField name="share" label="Share" suffix="%" hint="Up to 100." />);
    expect(html).toContain('aria-describedby="share-unit share-hint"');
    expect(html).toMatch(/id="share-unit">%/);
  });

  test('groups of choices are fieldsets that error summaries can link to', () => {
    const html = renderToStaticMarkup(
      <ChoiceGroup name="rule" label="Rule" error="Choose one.">
        <ChoiceCard type="radio" name="rule" value="shares" label="Equal shares" />
      </ChoiceGroup>,
    );
    expect(html).toMatch(/^<fieldset[^>]*id="rule"/);
    expect(html).toContain('aria-describedby="rule-error"');
    expect(html).toMatch(/<label[^>]*><input[^>]*type="radio"/);
  });
});

test('a table scrolls in a region that the keyboard reaches and its caption names', () => {
  const html = renderToStaticMarkup(
    <DataTable
      caption="By area"
      columns={[
        { key: 'area', header: 'Area', cell: (row: string) => row, rowHeader: true },
        { key: 'votes', header: 'Votes', cell: () => '7', end: true },
      ]}
      rows={['Ribeira']}
      rowKey={(row) => row}
    />,
  );
  const id = /aria-labelledby="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`<caption id="${id}">By area`);
  expect(html).toMatch(/^<section[^>]*tabindex="0"/i);
  expect(html).toContain('<th scope="row">Ribeira</th><td class="end">7</td>');
});

test('progress of unknown length has no value, and never more than its total', () => {
  expect(renderToStaticMarkup(<Progress label="Working" />)).not.toContain('value=');
  expect(renderToStaticMarkup(<Progress label="Working" done={12} total={10} />)).toMatch(/max="10" value="10"/);
});

describe('trackers', () => {
  test.each([
    ['7K4MQX2P9RTD', ['7K4M', 'QX2P', '9RTD']],
    ['abcde', ['abcd', 'e']],
    ['', []],
  ])('%j in groups of four', (text, groups) => expect(groupsOfFour(text)).toEqual(groups));

  test('run left to right and are read by letter', () => {
    const html = renderToStaticMarkup(<Tracker value="7K4MQX" />);
    expect(html).toContain('dir="ltr"');
    expect(html).toContain('<span class="vh">7 K 4 M Q X</span>');
    expect(html).toContain('<bdi aria-hidden="true">7K4M</bdi><bdi aria-hidden="true">QX</bdi>');
  });
});
