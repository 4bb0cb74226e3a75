import Testing

@testable import Simulator

/// Ports of channels that move with messages. What Node.js 24 was seen to do.
struct PortTests {
    private func lines(_ main: String, worker: String) throws -> [String] {
        let modules: Modules = ["main.mjs": main, "worker.mjs": worker]
        return try modules.lines("node")
    }

    @Test func `a list that cannot be moved leaves its ports where they are`() throws {
        let printed = try console(
            """
            import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
            const { port1, port2 } = new MessageChannel();
            const other = new MessageChannel();
            const refused = (message, list) => { try { other.port1.postMessage(message, list); } catch (error) { console.log(error.message); } };
            refused({ port2, f() {} }, [port2]);
            refused(0, [port2, port2]);
            refused(0, [other.port1]);
            refused(0, [{}]);
            refused(port2);
            port1.postMessage('still here');
            console.log(receiveMessageOnPort(port2).message);
            """, host: "node")
        #expect(
            printed.dropFirst() == [
                "Transfer list contains duplicate MessagePort", "Transfer list contains source port",
                "Found invalid value in transferList.",
                "Object that needs transfer was found in message but not listed in transferList", "still here",
            ])
    }

    @Test func `ports in messages that wait at ports move along, however deep`() throws {
        let printed = try lines(
            """
            import { Worker, MessageChannel } from 'node:worker_threads';
            let last = null;
            for (let count = 0; count < 500; count++) {
              const { port1, port2 } = new MessageChannel();
              port1.postMessage(last, last === null ? [] : [last]);
              last = port2;
            }
            new Worker(new URL('./worker.mjs', import.meta.url)).postMessage(last, [last]);
            """,
            worker: """
                import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
                parentPort.once('message', port => {
                  let depth = 0;
                  for (; port !== null; depth++) port = receiveMessageOnPort(port).message;
                  console.log(depth);
                });
                """)
        #expect(printed == ["500"])
    }

    @Test func `what was posted before a channel was closed is given`() throws {
        let printed = try console(
            """
            import { MessageChannel } from 'node:worker_threads';
            const { port1, port2 } = new MessageChannel();
            port1.postMessage('first');
            port1.postMessage('second');
            port1.close();
            port2.on('message', text => console.log(text));
            port2.on('close', () => console.log('closed'));
            """, host: "node")
        #expect(printed == ["first", "second", "closed"])
    }

    @Test func `a thread ends when the other end of its port goes`() throws {
        let printed = try lines(
            """
            import { Worker, MessageChannel } from 'node:worker_threads';
            const { port1, port2 } = new MessageChannel();
            const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: port2, transferList: [port2] });
            worker.on('exit', status => console.log('exit', status));
            setTimeout(() => port1.close(), 50);
            """,
            worker: """
                import { workerData } from 'node:worker_threads';
                workerData.on('message', () => {});
                workerData.on('close', () => console.log('closed'));
                """)
        #expect(printed == ["closed", "exit 0"])
    }
}
