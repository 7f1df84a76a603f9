package org.levelread.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands between LevelRead and an archive and, a planned number of times, does what networks do.
///
/// One connection serves one request: the proxy asks both sides to close.
final class FaultyProxy implements AutoCloseable {
    /// what is done to a connection
    sealed interface Fault {
        /// closes after this many bytes of the answer
        record Cut(int afterBytes) implements Fault {}

        /// stops sending after this many bytes, and leaves the connection open
        record Stall(int afterBytes) implements Fault {}

        /// answers by itself
        record Answer(String statusAndHeaders) implements Fault {}
    }

    private record Plan(Predicate<String> requestLine, Fault fault) {}

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    FaultyProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// the next request whose first line fits meets the fault
    void plan(Predicate<String> requestLine, Fault fault) {
        plans.add(new Plan(requestLine, fault));
    }

    /// how many faults came about
    int faults() {
        return done.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket archive = new Socket(InetAddress.getLoopbackAddress(), target)) {
            String head = head(client.getInputStream());
            String line = head.substring(0, head.indexOf("\r\n"));
            Fault fault = faultFor(line);
            if (fault instanceof Fault.Answer(String answer)) {
                client.getOutputStream()
                        .write(("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            String closing = head.replaceAll("(?i)\r\nConnection:[^\r]*|\r\nHTTP2-Settings:[^\r]*|\r\nUpgrade:[^\r]*", "");
            closing = closing.substring(0, closing.length() - 2) + "Connection: close\r\n\r\n";
            archive.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> pump(client, archive));
            answer(archive.getInputStream(), client, fault);
        } catch (IOException e) {
            // one side is gone: so is the other
        }
    }

    private void answer(InputStream from, Socket client, @org.jspecify.annotations.Nullable Fault fault) throws IOException {
        OutputStream to = client.getOutputStream();
        int limit = switch (fault) {
            case Fault.Cut cut -> cut.afterBytes();
            case Fault.Stall stall -> stall.afterBytes();
            case null, default -> Integer.MAX_VALUE;
        };
        byte[] buffer = new byte[8192];
        int sent = 0;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            int now = Math.min(n, limit - sent);
            to.write(buffer, 0, now);
            sent += now;
            if (sent < limit) continue;
            if (fault instanceof Fault.Stall) {
                // until the other side gives up
                while (client.getInputStream().read() >= 0) continue;
            }
            return;
        }
    }

    private @org.jspecify.annotations.Nullable Fault faultFor(String line) {
        for (Plan plan : plans) {
            if (plan.requestLine.test(line) && plans.remove(plan)) {
                done.incrementAndGet();
                return plan.fault;
            }
        }
        return null;
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the answer's thread sees it too
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) throw new IOException("no request");
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
