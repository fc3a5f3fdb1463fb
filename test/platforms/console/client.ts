/** A script that drives the console's API, as contract.md tells it. */

export interface Answer {
  readonly status: number
  /** Parsed JSON; tests look into it with toMatchObject. */
  readonly body: unknown
}

/** Calls one path of the API at `url`. */
export function consoleClient(url: string) {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}/console/api${path}`, init)
    return { status: response.status, body: await response.json() }
  }
  return {
    get: (path: string) => call(path, {}),
    upload: (path: string, content: Buffer) => call(path, { method: 'POST', body: new Uint8Array(content) }),
    post: (path: string, body: unknown) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}
