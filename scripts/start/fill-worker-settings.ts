import type { UnitCode } from '../../shared/domain/ids.ts';
import type { FillChoices } from '../demo/fill.ts';

/** What a filling process is started with. */
export interface FillSettings {
  /** Federation file. */
  readonly federation: string;
  readonly scale: number;
  readonly input: string | undefined;
}

/** One unit to fill. */
export interface FillTask {
  readonly unit: UnitCode;
  readonly databaseUrl: string;
}

/** What became of a task. */
export type FillReply = { readonly complaints: number; readonly mediations: number } | { readonly failure: string };

/** The choices as the fillers take them. */
export const choicesOf = ({ scale, input }: Pick<FillSettings, 'scale' | 'input'>): FillChoices => ({
  scale,
  ...(input === undefined ? {} : { input }),
});
