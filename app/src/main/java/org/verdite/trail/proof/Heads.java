package org.verdite.trail.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The heads of the chain that lie outside the database, where its superuser does not reach: one line an anchor in
/// `trail-heads.log`, and in `trail-leaves.log` short marks of what each anchor sealed, so that even a wholly rewritten
/// chain tells which entry was meant.
///
/// Opened before the database's snapshot is taken and read only as far as it went then: a line is written after its
/// anchor is durable, so every line read must be in the snapshot.
public final class Heads implements AutoCloseable {

    /// Bytes of a leaf's hash that its mark keeps.
    static final int MARK = 8;

    /// Name of the heads' file in the data directory.
    public static final String FILE = "trail-heads.log";

    /// Name of the marks' file beside it.
    public static final String MARKS = "trail-leaves.log";

    record Head(long id, int epoch, long upto, long count, Instant at, String hash) {}

    private final @Nullable BufferedReader heads;
    private final @Nullable BufferedReader marks;
    private @Nullable Head next;
    private String @Nullable [] nextMarks;
    private long read;
    private int damaged;

    private Heads(@Nullable BufferedReader heads, @Nullable BufferedReader marks) {
        this.heads = heads;
        this.marks = marks;
    }

    /// The files of a data directory, as far as they reach now; none is as good as empty.
    public static Heads in(Path data) throws IOException {
        return new Heads(open(data.resolve(FILE)), open(data.resolve(MARKS)));
    }

    /// One file of heads that was kept elsewhere; it may hold only some of them.
    public static Heads file(Path file) throws IOException {
        return new Heads(open(file), null);
    }

    public static Heads none() {
        return new Heads(null, null);
    }

    private static @Nullable BufferedReader open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        InputStream all = new Until(Files.newInputStream(file), Files.size(file));
        return new BufferedReader(new InputStreamReader(all, StandardCharsets.UTF_8), 1 << 16);
    }

    /// The next line, or null at the end. A line that can't be read is counted and left out.
    @Nullable Head peek() throws IOException {
        while (next == null && heads != null) {
            String line = heads.readLine();
            if (line == null) {
                return null;
            }
            next = parse(line);
            if (next == null) {
                damaged++;
            } else {
                read++;
            }
        }
        return next;
    }

    void take() {
        next = null;
    }

    long read() {
        return read;
    }

    int damaged() {
        return damaged;
    }

    /// The marks of one anchor, asked in ascending order; null when there are none.
    byte @Nullable [] marks(long anchor) throws IOException {
        while (marks != null) {
            if (nextMarks == null) {
                String line = marks.readLine();
                if (line == null) {
                    return null;
                }
                nextMarks = line.split(" ", 2);
            }
            long id = number(nextMarks[0]);
            if (id == anchor && nextMarks.length == 2) {
                String text = nextMarks[1];
                nextMarks = null;
                try {
                    return Base64.getDecoder().decode(text);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
            if (id > anchor) {
                return null;
            }
            nextMarks = null;
        }
        return null;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static String line(Anchor a) {
        return line(a.id(), a.epoch(), a.upto(), a.count(), a.at(), Hashes.hex(a.hash()));
    }

    /// One head as a line of the file: what leaves the machine is read again by {@link #file}.
    public static String line(long anchor, int epoch, long upto, long count, Instant at, String hash) {
        return anchor + " " + epoch + " " + upto + " " + count + " " + at + " " + hash;
    }

    private static @Nullable Head parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            if (words.length != 6 || words[5].length() != 64) {
                return null;
            }
            return new Head(
                    Long.parseLong(words[0]),
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Instant.parse(words[4]).truncatedTo(ChronoUnit.MICROS),
                    words[5]);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /// Number and the first bytes of the hash of each leaf.
    static String marksLine(Anchor a) {
        var bytes = ByteBuffer.allocate(a.size() * (8 + MARK));
        for (int i = 0; i < a.size(); i++) {
            bytes.put(a.leaves(), i * Anchor.LEAF, 8 + MARK);
        }
        return a.id() + " " + Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public void close() throws IOException {
        if (heads != null) {
            heads.close();
        }
        if (marks != null) {
            marks.close();
        }
    }

    /// Stops where the file ended when it was opened.
    private static final class Until extends java.io.FilterInputStream {
        private long left;

        Until(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            int one = left <= 0 ? -1 : super.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int got = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(got, 0);
            return got;
        }
    }
}
