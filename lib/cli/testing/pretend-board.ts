import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { leafHash, MerkleTree } from '@/lib/crypto/merkle';
import { type SignedHead, signHead } from '@/lib/protocol/board';
import { consistencyText, headAnswerText, headsText, leavesText, MOST_LEAVES } from '@/lib/protocol/board-answers';
import { toHex } from '@/lib/protocol/hex';
import { type Cosignature, parseCosignature } from '@/lib/protocol/witness';
import type { Witness } from '@/lib/protocol/witness-name';

type Answer = { status?: number; body: string };
/** Answers instead of the board, or leaves it to the board: what a dishonest or broken server does. */
export type Tamper = (path: string, query: URLSearchParams) => Answer | null | undefined;

export interface PretendElection {
  electionText: string;
  descriptionText: string;
  fingerprint: string;
  signingKey: Uint8Array;
}

const problem = (status: number, code: string): Answer => ({ status, body: JSON.stringify({ code }) });

/** A board on a port of its own, over leaves that a test may change as no honest server would. */
export class PretendBoard {
  leaves: string[] = [];
  heads: SignedHead[] = [];
  witnesses: Witness[] = [];
  readonly cosignatures: Cosignature[] = [];
  tamper: Tamper = () => null;
  address = '';
  private server: Server | undefined;

  constructor(readonly election: PretendElection) {}

  /** Signs the first `size` leaves. */
  sign(size = this.leaves.length, batch = '2027-03-05T12:00Z'): SignedHead {
    const root = toHex(this.tree().root(size));
    const { fingerprint, signingKey } = this.election;
    return signHead({ size, root, electionFingerprint: fingerprint, batch }, signingKey);
  }

  /** Adds leaves and the head over them, as the close of a batch does. */
  grow(...leaves: string[]): SignedHead {
    this.leaves.push(...leaves);
    const head = this.sign();
    this.heads.push(head);
    return head;
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      void this.answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/contests/x/board`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    const path = url.pathname.split('/board/')[1] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { status = 200, body: text } =
      this.tamper(path, url.searchParams) ?? this.honest(path, url.searchParams, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }

  private honest(path: string, query: URLSearchParams, body: string): Answer {
    const number = (name: string) => Number(query.get(name));
    const size = this.heads.at(-1)?.size ?? 0;
    switch (path) {
      case 'election':
        return { body: this.election.electionText };
      case 'description':
        return { body: this.election.descriptionText };
      case 'head': {
        const head = this.heads.at(-1) as SignedHead;
        const cosignatures = this.cosignatures.filter((cosignature) => cosignature.size === head.size);
        return { body: headAnswerText({ head, cosignatures, witnesses: this.witnesses }) };
      }
      case 'heads':
        return { body: headsText(this.heads.filter((head) => head.size >= number('from')).slice(0, 500)) };
      case 'leaves': {
        const [start, end] = [number('start'), Math.min(number('end') + 1, number('start') + MOST_LEAVES, size)];
        return start < size ? { body: leavesText(start, this.leaves.slice(start, end)) } : problem(400, 'bad_range');
      }
      case 'consistency': {
        const [first, second] = [number('first'), number('second')];
        if (second > size) return problem(404, 'unknown_tree_size');
        const proof = this.tree().consistencyProof(first, second).map(toHex);
        return { body: consistencyText({ first, second, proof }) };
      }
      case 'cosignatures':
        return this.takeCosignature(body);
      default:
        return problem(404, 'not_found');
    }
  }

  private takeCosignature(body: string): Answer {
    const cosignature = parseCosignature(body);
    const isKnown = this.witnesses.some(({ publicKey }) => publicKey === cosignature?.witness);
    if (!cosignature || !isKnown) return problem(403, 'unknown_witness');
    this.cosignatures.push(cosignature);
    return { status: 201, body: '{"taken":true}' };
  }

  private tree(): MerkleTree {
    return new MerkleTree(this.leaves.map((leaf) => leafHash(leaf)));
  }
}
