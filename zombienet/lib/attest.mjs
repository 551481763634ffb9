// An attestation from the community's decision on who may attest, to its revocation.

import { stringToU8a, u8aToHex, u8aWrapBytes } from '@polkadot/util';
import { blake2AsHex, sha256AsU8a } from '@polkadot/util-crypto';

import { find, key, send, THG } from './chain.mjs';
import { carry, propose } from './poll.mjs';

/** The track on which the community says who may attest. */
const ACCREDITATION = 5;

/** What the schema's attestations commit to. */
const FIELDS = [
  ['age_over_18', 'Boolean'],
  ['residence', 'Country'],
];

/** What Charlie attests of Bob. */
const LEVEL = 2;
const JURISDICTION = 528;

/** Has a schema and an issuer come to be, an attestation issued, read and revoked; `report` is told of each. */
export async function attest(api, voter, report) {
  const [bob, charlie] = [await key('Bob'), await key('Charlie')];
  const { schema, issuer, policy } = await govern(api, voter, charlie.address);
  report(`schema ${schema}, issuer ${issuer} and policy ${policy.id} exist, by proposals on track ${ACCREDITATION}`);

  const standing = async () => {
    const { number } = await api.rpc.chain.getHeader();
    return api.call.attestationsApi.standing(bob.address, policy, number.unwrap(), 'Act');
  };
  ensure('nothing is attested yet', unmet(await standing()), { Clause: { index: '0', why: 'Missing' } });

  find(await send(api, api.tx.attestations.setBond(issuer, 100n * THG), charlie), 'attestations', 'BondChanged');
  await issue(api, { bob, charlie, schema, issuer });
  ensure('Bob meets the policy', (await standing()).isOk, true);
  report('issued with the subject’s signature as a wallet makes it, and read');

  await revoke(api, { bob, charlie, schema });
  ensure('Bob fails the clause', unmet(await standing()), { Clause: { index: '0', why: 'Ended' } });
  report('revoked, and the subject no longer meets the policy');
}

/** Lets the community create a schema, an issuer of it and a policy over it. */
async function govern(api, voter, account) {
  const rules = {
    track: ACCREDITATION,
    subject: 'Account',
    longestValidity: 14_400,
    domain: null,
    renewal: 'Allowed',
    suspension: 'Allowed',
    recovery: 'SecondIssuer',
  };
  const fields = FIELDS.map(([name, kind]) => ({ name: u8aToHex(sha256AsU8a(stringToU8a(name))), kind }));
  const [schema, issuer, id] = await counted(api, ['schemaCount', 'issuerCount', 'policyCount']);
  const rule = {
    clauses: [
      {
        quantifier: 'All',
        schema,
        leastLevel: LEVEL,
        jurisdictions: { In: [JURISDICTION] },
        issuers: 'Any',
        greatestAge: null,
        tag: 'Ignored',
      },
    ],
    domain: null,
  };
  const { createSchema, accredit, createPolicy } = api.tx.attestations;
  const proposals = [];
  for (const [call, words] of [
    [createSchema(rules, 'resident', fields), 'Residents can be attested.'],
    [accredit(schema, account, { maxLevel: LEVEL, territory: 'Anywhere' }), 'Charlie may attest residents.'],
    [createPolicy(ACCREDITATION, 'resident', rule), 'What counts as a resident.'],
  ]) {
    proposals.push(await propose(api, voter, ACCREDITATION, call, words));
  }
  await carry(api, voter, ...proposals);
  const { account: accredited } = (await api.query.attestations.issuers(issuer)).unwrap();
  ensure('the issuer is Charlie', accredited.toString(), account);
  return { schema, issuer, policy: { id, version: 1 } };
}

/** Issues an attestation of Bob, as he has signed it; what the chain stores and tells is what was signed. */
async function issue(api, { bob, charlie, schema, issuer }) {
  const subject = { Account: bob.address };
  const now = (await api.rpc.chain.getHeader()).number.toNumber();
  const terms = {
    commitment: blake2AsHex('what is attested, salted'),
    level: LEVEL,
    jurisdiction: JURISDICTION,
    expires: now + 1_000,
    tag: null,
  };
  const consent = agree(api, bob, { issuer, subject, serial: 1, terms, deadline: now + 100 });
  const events = await send(api, api.tx.attestations.issue(issuer, subject, terms, consent), charlie);
  const told = find(events, 'attestations', 'Issued').toHuman().data;
  ensure('the event names the subject', told.subject, subject);
  ensure('the event names the issuer', [told.issuer, told.by], [`${issuer}`, charlie.address]);
  ensure('the event names the commitment', told.commitment, terms.commitment);

  const slot = (await api.query.attestations.slots(schema, subject)).unwrap();
  const stored = slot.asAttestation;
  ensure('the attestation is live', [stored.serial.toNumber(), stored.state.type], [1, 'Live']);
  ensure('it is what was signed', stored.commitment.toHex(), terms.commitment);
  ensure('the bond pays for it', stored.deposit.payer.type, 'Bond');
}

/** Revokes the attestation of Bob. */
async function revoke(api, { bob, charlie, schema }) {
  const subject = { Account: bob.address };
  const call = api.tx.attestations.revoke(schema, subject, 'NoLongerTrue', blake2AsHex('the evidence'));
  const changed = find(await send(api, call, charlie), 'attestations', 'StateChanged').toHuman().data;
  ensure('the event says from what', changed.old, 'Live');
  // @polkadot/api calls a field `new` so, because its structs have a method of that name.
  ensure('the event says to what, and why', changed.new_.Ended.end, { Revoked: 'NoLongerTrue' });
  const slot = (await api.query.attestations.slots(schema, subject)).unwrap();
  ensure('the attestation has ended', slot.asAttestation.state.type, 'Ended');
}

/** A subject's consent, signed as a wallet's signRaw does: the text that it shows, wrapped. */
function agree(api, signer, { issuer, subject, serial, terms, deadline }) {
  const [, subjectArg, termsArg] = api.tx.attestations.issue.meta.args.map(({ type }) => type.toString());
  const statement = api.registry.createType(
    `(H256, u32, ${subjectArg}, u32, ${termsArg}, Option<AccountId32>, u32)`,
    [api.genesisHash, issuer, subject, serial, terms, null, deadline],
  );
  const shown = `Althing: I accept an attestation of me ${blake2AsHex(statement.toU8a())}`;
  return { signature: { Sr25519: signer.sign(u8aWrapBytes(shown)) }, deadline };
}

/** How many of each there are so far: the number that the next one has. */
async function counted(api, names) {
  const counts = await Promise.all(names.map((name) => api.query.attestations[name]()));
  return counts.map((count) => count.toNumber());
}

/** Why a policy is not met, as people read it. */
function unmet(standing) {
  ensure('the policy is not met', standing.isErr, true);
  return standing.asErr.toHuman();
}

function ensure(what, found, expected) {
  const [seen, wanted] = [JSON.stringify(found), JSON.stringify(expected)];
  if (seen !== wanted) {
    throw new Error(`${what}: ${seen}, not ${wanted}`);
  }
}
