// A browser without a window, driven by what it brings itself: Chromium by its pipe, Firefox by Marionette.
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const patience = 60_000;

/** @param {Promise<any>} promise @param {string} what */
function inTime(promise, what) {
    let timer;
    const late = new Promise((_, reject) => timer = setTimeout(() => reject(new Error(`${what}: no answer`)), patience));
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Ends a browser with its helpers, and then removes what it wrote. */
async function end(process, folder) {
    if (!process) return;
    const ended = new Promise((resolve) => process.once("exit", resolve));
    globalThis.process.kill(-process.pid, "SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** Both browsers answer each command by its number. */
class Answers {
    number = 0;
    waiting = new Map();

    ask(what, send) {
        this.number += 1;
        const { number } = this;
        return inTime(new Promise((resolve, reject) => {
            this.waiting.set(number, { resolve, reject });
            send(number);
        }), what);
    }

    answer(number, error, result) {
        const waiting = this.waiting.get(number);
        this.waiting.delete(number);
        if (error) waiting?.reject(new Error(error));
        else waiting?.resolve(result);
    }
}

export class Chromium {
    answers = new Answers();
    /** What the page complained of, and what it asked for besides itself. */
    complaints = [];

    async start(path) {
        this.folder = mkdtempSync(join(tmpdir(), "tla-sim-page-"));
        this.process = spawn(path, [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe", `--user-data-dir=${this.folder}`, "about:blank",
        ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true });
        let text = "";
        this.process.stdio[4].on("data", (data) => {
            text += data;
            const messages = text.split("\0");
            text = messages.pop();
            for (const message of messages) this.receive(JSON.parse(message));
        });
        const { targetInfos } = await this.send("Target.getTargets");
        const { targetId } = targetInfos.find(({ type }) => type === "page");
        ({ sessionId: this.session } = await this.send("Target.attachToTarget", { targetId, flatten: true }));
        for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(`${domain}.enable`);
    }

    receive({ id, error, result, method, params }) {
        if (id) this.answers.answer(id, error?.message, result);
        else if (method === "Page.loadEventFired") this.loaded?.();
        else if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
        else if (method === "Runtime.consoleAPICalled") this.complaints.push(`console.${params.type}`);
        else if (method === "Log.entryAdded") this.complaints.push(params.entry.text);
        else if (method === "Network.requestWillBeSent" && !/^(data|about):/u.test(params.request.url) && params.request.url !== this.address) {
            this.complaints.push(`request: ${params.request.url}`);
        }
    }

    send(method, params = {}) {
        return this.answers.ask(method, (id) => this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`));
    }

    async open(address) {
        this.address = address;
        this.complaints = [];
        const loaded = new Promise((resolve) => this.loaded = resolve);
        await this.send("Page.navigate", { url: address });
        await inTime(loaded, address);
    }

    async evaluate(expression) {
        const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression: `(async () => ${expression})()`, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
    }

    async press(key) {
        const text = key.length === 1 ? key : undefined;
        await this.send("Input.dispatchKeyEvent", { type: "keyDown", key, text });
        await this.send("Input.dispatchKeyEvent", { type: "keyUp", key });
    }

    stop() {
        return end(this.process, this.folder);
    }
}

const keyCodes = { ArrowRight: "\uE014", ArrowLeft: "\uE012", End: "\uE010", Home: "\uE011" };

export class Firefox {
    answers = new Answers();
    complaints = [];

    async start(path) {
        this.folder = mkdtempSync(join(tmpdir(), "tla-sim-page-"));
        this.process = spawn(path, ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", this.folder, "about:blank"], {
            stdio: "ignore", detached: true, env: { ...process.env, HOME: this.folder },
        });
        await this.connect();
        await this.send("WebDriver:NewSession", { capabilities: { alwaysMatch: { pageLoadStrategy: "normal" } } });
        await this.send("WebDriver:SetTimeouts", { script: patience, pageLoad: patience });
    }

    async connect() {
        // Marionette writes its port into the profile when it listens.
        const until = Date.now() + patience;
        let port = 2828;
        for (;;) {
            try {
                port = Number(readFileSync(join(this.folder, "MarionetteActivePort"), "utf8")) || port;
                await new Promise((resolve, reject) => {
                    this.socket = connect(port, "127.0.0.1", () => resolve()).on("error", reject);
                });
                break;
            } catch (error) {
                if (Date.now() > until) throw error;
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
        }
        let data = Buffer.alloc(0);
        this.socket.on("data", (more) => {
            data = Buffer.concat([data, more]);
            for (;;) {
                const colon = data.indexOf(":");
                const length = Number(data.subarray(0, colon));
                if (colon < 0 || data.length < colon + 1 + length) return;
                const message = JSON.parse(data.subarray(colon + 1, colon + 1 + length).toString());
                data = data.subarray(colon + 1 + length);
                if (Array.isArray(message)) this.answers.answer(message[1], message[2]?.message, message[3]);
            }
        });
    }

    send(name, parameters = {}) {
        return this.answers.ask(name, (number) => {
            const text = JSON.stringify([0, number, name, parameters]);
            this.socket.write(`${Buffer.byteLength(text)}:${text}`);
        });
    }

    async inChrome(script) {
        await this.send("Marionette:SetContext", { value: "chrome" });
        const { value } = await this.send("WebDriver:ExecuteScript", { script, args: [], newSandbox: true, sandbox: "system" });
        await this.send("Marionette:SetContext", { value: "content" });
        return value;
    }

    async open(address) {
        await this.inChrome(`Services.console.reset();
            if (!globalThis.tlaSimRequests) {
                const seen = Services.wm.getMostRecentWindow("navigator:browser").tlaSimRequests = [];
                Services.obs.addObserver({ observe: (channel) => seen.push(channel.QueryInterface(Ci.nsIHttpChannel).URI.spec) }, "http-on-modify-request");
            }`);
        this.address = address;
        await this.send("WebDriver:Navigate", { url: address });
    }

    async evaluate(expression) {
        const { value } = await this.send("WebDriver:ExecuteAsyncScript", {
            script: `const done = arguments[0]; const window = globalThis.window.wrappedJSObject ?? globalThis.window;
                (async () => ${expression})().then((value) => done({ value: JSON.stringify(value) }), (error) => done({ error: String(error) }))`,
            args: [], newSandbox: true,
        });
        if (value.error) throw new Error(value.error);
        if (value.value !== undefined) return JSON.parse(value.value);
        return undefined;
    }

    async press(key) {
        const value = keyCodes[key] ?? key;
        await this.send("WebDriver:PerformActions", { actions: [{ type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }] });
    }

    async collect() {
        const file = JSON.stringify(this.address.split("#")[0]);
        const messages = await this.inChrome(`return Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError
            && message.sourceName.startsWith(${file})).map((message) => message.errorMessage)`);
        this.complaints = messages;
    }

    stop() {
        this.socket?.destroy();
        return end(this.process, this.folder);
    }
}
