import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { OperatorError } from '../errors/errors.ts';
import type { ErrorCode } from '../errors/registry.ts';

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperatorError('CONFIG_NOT_FOUND', `cannot read ${path}`, [], { cause });
  }
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
  }
  return value;
}

/**
 * Checks a value against a strict schema: defaults filled in, frozen. All faults at once, each with its path, as one
 * OperatorError.
 * @param where what to call the source in messages, such as a path
 */
export function checkConfig<S extends z.ZodType>(schema: S, value: unknown, where: string, code: ErrorCode = 'CONFIG_INVALID'): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return freeze(result.data);
  const faults = result.error.issues.map((issue) => `${issue.path.length ? issue.path.join('.') : '(top)'}: ${issue.message}`);
  throw new OperatorError(code, `${where} has ${faults.length} fault${faults.length === 1 ? '' : 's'}`, faults);
}

/** Reads a YAML (or JSON) file and checks it as {@link checkConfig} does. Syntax faults carry line and column. */
export function loadConfig<S extends z.ZodType>(schema: S, path: string, code: ErrorCode = 'CONFIG_INVALID'): z.output<S> {
  const document = parseDocument(readText(path), { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new OperatorError(
      code,
      `${path} is not YAML`,
      document.errors.map((error) => error.message),
    );
  }
  return checkConfig(schema, document.toJS(), path, code);
}
