import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { UnitEntry } from '../../../shared/config/federation.ts';
import { DateScalar } from '../../../shared/contract/scalars.ts';
import type { SubgraphContext } from '../../../shared/subgraph-kit/graphql-route.ts';
import type { Registry } from '../service/registry.ts';
import { UnitKind } from './enums.ts';
import { Behaviour, FederationInfo, Province, Sector, Unit } from './types.ts';

/** What resolvers of the registry find in their context. */
export interface RegistryContext extends SubgraphContext {
  readonly registry: Registry;
}

/** A unit as the contract shows it. */
export function unitView(entry: UnitEntry, registry: Registry): object {
  const province = entry.province === undefined ? null : (registry.province(entry.province) ?? null);
  return { ...entry, province };
}

/** The root fields of the registry. */
@Resolver()
export class RegistryResolver {
  @Query(() => FederationInfo, { description: 'The federation this graph is of.' })
  federation(@Ctx() { registry }: RegistryContext): object {
    const { federation } = registry;
    return { ...federation, code: federation.federation };
  }

  @Query(() => [Province], {
    description: 'Provinces of today. With a day, those that existed on it, themselves or as the bodies they were formed from.',
  })
  provinces(
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day.' }) on: string | null,
    @Ctx() { registry }: RegistryContext,
  ): readonly object[] {
    return registry.provinces(on ?? undefined);
  }

  @Query(() => Province, {
    nullable: true,
    description:
      'The province of today that a code stands for. With a day, the code is read as of that day: a former province gives the one it lies in today. Null for a code that meant nothing then.',
  })
  province(
    @Arg('code', () => ID, { description: 'The code as written.' }) code: string,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day it was written; today without it.' }) on: string | null,
    @Ctx() { registry }: RegistryContext,
  ): object | null {
    return registry.province(code, on ?? undefined) ?? null;
  }

  @Query(() => [Unit], { description: 'Units of the federation, connected or not. A contract that the federation has not is UNKNOWN_CODE.' })
  units(
    @Arg('kind', () => UnitKind, { nullable: true, description: 'Only units of this kind.' }) kind: UnitEntry['kind'] | null,
    @Arg('contract', () => String, { nullable: true, description: 'Only units that serve this contract.' }) contract: string | null,
    @Ctx() { registry }: RegistryContext,
  ): readonly object[] {
    return registry.units({ kind: kind ?? undefined, contract: contract ?? undefined }).map((entry) => unitView(entry, registry));
  }

  @Query(() => Unit, { nullable: true, description: 'The unit of a code; null when there is none.' })
  unit(@Arg('code', () => ID, { description: 'Code of the unit.' }) code: string, @Ctx() { registry }: RegistryContext): object | null {
    const entry = registry.unit(code);
    return entry === undefined ? null : unitView(entry, registry);
  }

  @Query(() => [Sector], { description: 'The federation’s list of sectors.' })
  sectors(@Ctx() { registry }: RegistryContext): readonly object[] {
    return registry.federation.sectors;
  }

  @Query(() => [Behaviour], { description: 'The federation’s list of behaviours.' })
  behaviours(@Ctx() { registry }: RegistryContext): readonly object[] {
    return registry.federation.behaviours;
  }
}
