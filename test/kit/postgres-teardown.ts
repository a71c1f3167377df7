import { testServer } from './postgres-setup.ts';

/** After a jest run: stops what the setup and the tests left running. */
export default async function teardown(): Promise<void> {
  await testServer.lienThongTestServer?.close();
}
