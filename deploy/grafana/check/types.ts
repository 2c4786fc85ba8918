// What a dashboard file has to be. Everything comes from the types that Grafana publishes, in the strict form that it leaves open: options and custom
// field settings belong to the kind of panel, overrides may only name settings that exist, and a key that no type knows is an error.
import type * as grafana from '@grafana/schema';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as gauge from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as statetimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** The type of the same value in a JSON file: members of enums are their plain values. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}` ? N : never
    : T extends readonly (infer U)[]
      ? Json<U>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

type DataSource = { type: 'prometheus'; uid: '${datasource}' };

/** Grafana's schema does not cover queries of Prometheus; these are the fields of its query editor. */
type Target = {
  datasource: DataSource;
  editorMode: 'code';
  expr: string;
  format: 'time_series' | 'table';
  instant: boolean;
  legendFormat: string;
  range: boolean;
  refId: string;
};

type DataLink = { title: string; url: string; targetBlank?: boolean };

/** Settings of a field that every kind of panel has. */
type Plain = Omit<grafana.FieldConfig, 'custom' | 'links'>;

type Setting<Custom> =
  | { [K in keyof Plain & string]-?: { id: K; value: Json<NonNullable<Plain[K]>> } }[keyof Plain & string]
  | { [K in keyof Custom & string]-?: { id: `custom.${K}`; value: Json<NonNullable<Custom[K]>> } }[keyof Custom & string]
  | { id: 'links'; value: DataLink[] };

type Transformation =
  | { id: 'merge'; options: Record<string, never> }
  | {
      id: 'organize';
      options: {
        excludeByName: Record<string, boolean>;
        indexByName: Record<string, number>;
        renameByName: Record<string, string>;
      };
    };

type PanelOf<Kind extends string, Options, Custom> =
  & Json<Omit<grafana.Panel, 'type' | 'datasource' | 'options' | 'fieldConfig' | 'targets' | 'transformations' | 'links'>>
  & {
    id: number;
    type: Kind;
    title: string;
    description: string;
    datasource: DataSource;
    gridPos: Json<grafana.GridPos>;
    options: Json<Options>;
    targets: Target[];
    transformations?: Transformation[];
    fieldConfig: {
      defaults: Json<Plain> & { custom: Json<Custom>; links?: DataLink[]; unit: string };
      overrides: { matcher: { id: 'byName'; options: string }; properties: Setting<Custom>[] }[];
    };
  };

type Nothing = Record<string, never>;

export type Panel =
  | PanelOf<'stat', stat.Options, Nothing>
  | PanelOf<'gauge', gauge.Options, Nothing>
  | PanelOf<'bargauge', bargauge.Options, Nothing>
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | PanelOf<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | PanelOf<'table', table.Options, table.FieldConfig>;

export type Row = Json<Omit<grafana.RowPanel, 'panels' | 'datasource'>> & { panels: Panel[] };

type Variable = Json<Omit<grafana.VariableModel, 'query' | 'datasource'>> & (
  | { type: 'datasource'; query: 'prometheus' }
  | { type: 'query'; datasource: DataSource; query: { qryType: 1; query: string; refId: string } }
);

type Annotations = { list: Json<Omit<grafana.AnnotationQuery, 'target' | 'snapshotData'>>[] };

/** The frame of a board; its panels are checked one by one, so that an error names the panel. */
export type Frame = Json<Omit<grafana.Dashboard, 'panels' | 'templating' | 'annotations'>> & {
  uid: string;
  title: string;
  description: string;
  annotations: Annotations;
  templating: { list: Variable[] };
};
