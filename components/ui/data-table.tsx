import { type ReactNode, useId } from 'react';
import { classes } from './classes';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers and money: end-aligned, tabular figures. */
  end?: boolean | undefined;
  /** Names the row (`th scope="row"`). One per table. */
  rowHeader?: boolean | undefined;
  /** Cell of the total row. */
  total?: ReactNode;
}

export interface DataTableProps<Row> {
  caption: string;
  captionHidden?: boolean | undefined;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
}

/** Scrolls sideways in its own named region, which the keyboard can reach; the page never does. */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const captionId = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" aria-labelledby={captionId} tabIndex={0}>
      <table className="data-table">
        <caption id={captionId}>{captionHidden ? <span className="vh">{caption}</span> : caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classes(column.end && 'end')}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && empty !== undefined && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
        </tbody>
        <Totals columns={columns} />
      </table>
    </section>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.rowHeader) return <th scope="row">{column.cell(row)}</th>;
  return <td className={classes(column.end && 'end')}>{column.cell(row)}</td>;
}

function Totals<Row>({ columns }: { columns: Column<Row>[] }) {
  if (columns.every((column) => column.total === undefined)) return null;
  return (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td key={column.key} className={classes(column.end && 'end')}>
            {column.total}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
