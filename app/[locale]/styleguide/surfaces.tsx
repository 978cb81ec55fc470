import { Art } from '@/components/ui/art';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { Facts } from '@/components/ui/facts';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';
import { Tag } from '@/components/ui/tag';
import { Section } from './section';

const turnout = [
  { area: 'Ribeira', voted: '7,106', share: '18.2%' },
  { area: 'Alto da Sé', voted: '14,030', share: '17.8%' },
  { area: 'Campo Grande', voted: '8,554', share: '7.3%' },
];

export function Surfaces() {
  return (
    <Section title="Cards, lists and tables">
      <div className="cols-3">
        <Card as="article" picture={<Art name="drains" />} state="chosen">
          <div className="stack-tight">
            <p className="small muted">Paving and water</p>
            <h3>Storm drains on Rua do Cais</h3>
            <p className="small">Stops the street flooding at spring tide. 212 homes.</p>
            <p className="display h3 num">R$ 1,450,000</p>
            <Button size="small" icon="tick" aria-pressed="true">
              Chosen
            </Button>
          </div>
        </Card>
        <Card as="article" picture={<Art name="read" />}>
          <div className="stack-tight">
            <p className="small muted">Culture</p>
            <h3>Reading room in the old ferry house</h3>
            <p className="small">Forty seats, quiet rooms, open until 22:00.</p>
            <p className="display h3 num">R$ 890,000</p>
            <Button size="small" look="line" icon="plus" aria-pressed="false">
              Choose
            </Button>
          </div>
        </Card>
        <Card state="now">
          <h3>System</h3>
          <Facts
            facts={[
              { label: 'Board', value: <Tag tone="ok">Growing</Tag> },
              { label: 'Last group published', value: '9:30' },
              { label: 'Rules fingerprint', value: <span className="mono">a93f 02d1</span> },
            ]}
          />
        </Card>
      </div>
      <div className="with-side">
        <RowList>
          <RowItem
            picture={<RowBadge icon="warning" tone="bad" />}
            title="Shop Forno has not synchronised since yesterday 17:52"
            aside={<Button size="small">Call the shop</Button>}
          >
            <p className="small muted">38 ballots are stored there, signed and safe.</p>
          </RowItem>
          <RowItem
            picture={<Art name="play" shape="thumb" />}
            title="Playground for all abilities"
            aside={<b>R$ 540,000</b>}
          />
          <RowItem title={<a href="#main">Vote on the citywide list</a>} aside="Until 23 May, 20:00">
            <p className="small muted">A second ballot: R$ 12 million for the whole city.</p>
          </RowItem>
        </RowList>
        <Card>
          <DataTable
            caption="By area"
            columns={[
              { key: 'area', header: 'Area', cell: (row) => row.area, rowHeader: true, total: 'All' },
              { key: 'voted', header: 'Voted', cell: (row) => row.voted, end: true, total: '29,690' },
              { key: 'share', header: 'Of roll', cell: (row) => row.share, end: true, total: '13.2%' },
            ]}
            rows={turnout}
            rowKey={(row) => row.area}
          />
        </Card>
      </div>
    </Section>
  );
}
