import { registerEnumType } from 'type-graphql';

/** What a province is in its country. */
export const ProvinceKind = { PROVINCE: 'PROVINCE', MUNICIPALITY: 'MUNICIPALITY', STATE: 'STATE', FEDERAL_DISTRICT: 'FEDERAL_DISTRICT' } as const;
registerEnumType(ProvinceKind, {
  name: 'ProvinceKind',
  description: 'What a province is in its country.',
  valuesConfig: {
    PROVINCE: { description: 'A province.' },
    MUNICIPALITY: { description: 'A city run by the central government.' },
    STATE: { description: 'A state of a federation.' },
    FEDERAL_DISTRICT: { description: 'The federal district.' },
  },
});

/** What a unit is. */
export const UnitKind = { DEPARTMENT: 'DEPARTMENT', ASSOCIATION: 'ASSOCIATION', AUTHORITY: 'AUTHORITY', MINISTRY_UNIT: 'MINISTRY_UNIT' } as const;
registerEnumType(UnitKind, {
  name: 'UnitKind',
  description: 'What a unit is.',
  valuesConfig: {
    DEPARTMENT: { description: 'A department of a provincial government.' },
    ASSOCIATION: { description: 'A social organisation that protects consumers.' },
    AUTHORITY: { description: 'A consumer authority of a state.' },
    MINISTRY_UNIT: { description: 'A body of the ministry.' },
  },
});

/** How far a unit has come. */
export const UnitState = {
  EXPECTED: 'EXPECTED',
  CONNECTED: 'CONNECTED',
  CERTIFIED: 'CERTIFIED',
  SUSPENDED: 'SUSPENDED',
  RETIRED: 'RETIRED',
} as const;
registerEnumType(UnitState, {
  name: 'UnitState',
  description: 'How far a unit has come in joining the federation.',
  valuesConfig: {
    EXPECTED: { description: 'Due to join, not connected yet: its records are in no answer.' },
    CONNECTED: { description: 'Connected and asked.' },
    CERTIFIED: { description: 'Connected, and its endpoint passed the checks of the contract.' },
    SUSPENDED: { description: 'Taken out for a time.' },
    RETIRED: { description: 'No longer part of the federation.' },
  },
});
