// A title from the community's decision on a register, to its sale and a court's freeze.

import { blake2AsHex } from '@polkadot/util-crypto';

import { find, key, send, THG } from './chain.mjs';
import { carry, propose } from './poll.mjs';

/** The track on which the community creates registers. */
const REGISTERS = 6;

/** Nothing is waited for, and whoever lodges without a role pays for it. */
const RULES = {
  fourEyes: 'Required',
  identity: null,
  lodging: 'Allowed',
  batches: 'Never',
  reveal: 0,
  thirdParties: [],
  periods: { notice: 0, waiting: 0, requisition: 5, search: 20, longest: 100 },
  charges: { fee: THG, deposit: 2n * THG, caution: 5n * THG, objection: THG },
  openDealings: 4,
};

/** Has a register come to be, and a title registered, sold, frozen and read; `report` is told of each. */
export async function keepRecords(api, voter, report) {
  const people = Object.fromEntries(
    await Promise.all(['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'].map(async (name) => [name, await key(name)])),
  );
  const register = await open(api, voter, people);
  report(`register ${register} exists, by a proposal on track ${REGISTERS}, and has its officers`);

  const { Alice, Bob, Charlie, Dave } = people;
  const dealings = { api, register, clerk: Bob, registrar: Charlie };
  const record = await registerTitle(dealings, Alice);
  await sell(dealings, record, Alice, Dave);
  report('registered and sold, by the clerk, the registrar, and both parties');

  await freeze(dealings, record, people.Eve, Dave);
  report('frozen by the court: what is lodged waits, and says for what');
}

/** Lets the community create a register, whose authority is Ferdie and whose court is Eve. */
async function open(api, voter, { Bob, Charlie, Eve, Ferdie }) {
  const register = (await api.query.records.registerCount()).toNumber();
  const charter = {
    name: 'Titles',
    kind: 'Land',
    access: 'Public',
    authority: Ferdie.address,
    layout: [],
    rules: RULES,
    calendar: { offset: 60, restDays: ['Saturday', 'Sunday'], holidays: [] },
  };
  const create = api.tx.records.createRegister(REGISTERS, charter);
  await carry(api, voter, await propose(api, voter, REGISTERS, create, 'A register of titles.'));
  const stored = (await api.query.records.registers(register)).unwrap();
  ensure('its track governs it', stored.track.toNumber(), REGISTERS);
  for (const [who, role] of [[Bob, 'Clerk'], [Charlie, 'Registrar'], [Eve, 'Court']]) {
    const grant = { policy: null, expires: 100_000, approvalsADay: null };
    const call = api.tx.records.grantRole(register, who.address, role, grant);
    find(await send(api, call, Ferdie), 'records', 'RoleGranted');
  }
  return register;
}

/** Has a title registered that is this person's; gives its number. */
async function registerTitle(dealings, owner) {
  const { api, register, registrar } = dealings;
  const act = {
    Register: {
      name: blake2AsHex('parcel 7, salted'),
      content: { commitment: blake2AsHex('what the title says'), measure: 1_000, service: null },
      class: 'Absolute',
      ownership: { Sole: { Account: owner.address } },
      cites: null,
    },
  };
  const dealing = await lodge(dealings, null, act);
  const events = await send(api, api.tx.records.approve(register, dealing), registrar);
  const told = find(events, 'records', 'Recorded').toHuman().data;
  ensure('the event names the owner', told.ownership.Sole.Account, owner.address);
  return find(events, 'records', 'Completed').data.record.unwrap().toNumber();
}

/** Has a title sold, to which both consent; what is known of it is what was sold. */
async function sell(dealings, record, from, to) {
  const { api, register, registrar } = dealings;
  const dealing = await lodge(dealings, record, { Transfer: { ownership: { Sole: { Account: to.address } } } });
  const missing = await api.call.recordsApi.consentsMissing(register, dealing);
  ensure('both are asked', missing.toHuman().map(({ Account }) => Account), [from.address, to.address]);
  for (const who of [from, to]) {
    find(
      await send(api, api.tx.records.consent(register, dealing, { Account: who.address }), who),
      'records',
      'Consented',
    );
  }
  find(await send(api, api.tx.records.approve(register, dealing), registrar), 'records', 'Completed');
  const history = await api.call.recordsApi.history(register, record, 1, 100);
  ensure('it has two versions', history.map(([, { kind }]) => kind.type), ['Register', 'Transfer']);
  const day = history[1][1].day.toNumber();
  for (const ask of ['saidOn', 'knownOn']) {
    const statement = (await api.call.recordsApi[ask](register, record, day)).unwrap();
    const { value, version } = statement.ownership.unwrap();
    ensure('it is the buyer’s', value.asStated.asSole.asAccount.toString(), to.address);
    ensure('by the sale', version.toNumber(), 2);
  }
}

/** Has a court freeze a title, and what is lodged about it wait. */
async function freeze(dealings, record, court, owner) {
  const { api, register } = dealings;
  const order = blake2AsHex('the order');
  const events = await send(api, api.tx.records.freeze(register, record, order, null), court);
  ensure('the event names the order', find(events, 'records', 'Burdened').toHuman().data.burden.Freeze.order, order);
  const content = { commitment: blake2AsHex('something else'), measure: 1_000, service: null };
  const dealing = await lodge(dealings, record, { Amend: { content, cites: null } });
  await send(api, api.tx.records.consent(register, dealing, { Account: owner.address }), owner);
  const approve = api.tx.records.approve(register, dealing);
  const refused = await send(api, approve, dealings.registrar).then(() => 'nothing', (error) => error.message);
  ensure('it is refused', refused.includes('records.Frozen'), true);
  const waits = (await api.call.recordsApi.waitsFor(register, dealing)).unwrap();
  ensure('it waits', api.registry.findMetaError(waits.asModule).name, 'NotApproved');
}

/** Has the clerk lodge something; gives its number. */
async function lodge({ api, register, clerk }, record, act) {
  const call = api.tx.records.lodge(register, record, act, blake2AsHex('the instrument'), null);
  return find(await send(api, call, clerk), 'records', 'Lodged').data.dealing.toNumber();
}

function ensure(what, found, expected) {
  const [seen, wanted] = [JSON.stringify(found), JSON.stringify(expected)];
  if (seen !== wanted) {
    throw new Error(`${what}: ${seen}, not ${wanted}`);
  }
}
