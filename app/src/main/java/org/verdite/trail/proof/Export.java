package org.verdite.trail.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The whole trail as a file of its own, one JSON object a line: first the anchors, then the entries by place, row
/// key and number. Rows before and after are texts, exactly as fingerprinted. Whoever has the file can verify it
/// without Verdite's database.
public final class Export {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private Export() {}

    /// Streams everything; the connection sees everything and is not in autocommit.
    public static void write(Connection connection, OutputStream out) throws IOException, SQLException {
        var source = new DatabaseTrail(connection);
        var head = MAPPER.createObjectNode().put("kind", "verdite-trail").put("version", 1);
        line(out, head);
        source.anchors(a -> line(out, node(a)));
        source.entries(e -> line(out, node(e)));
        line(out, MAPPER.createObjectNode().put("kind", "end"));
        out.flush();
    }

    private static void line(OutputStream out, JsonNode node) throws IOException {
        MAPPER.writeValue(out, node);
        out.write('\n');
    }

    private static ObjectNode node(Anchor a) {
        return MAPPER.createObjectNode()
                .put("kind", "anchor")
                .put("id", a.id())
                .put("epoch", a.epoch())
                .put("upto", a.upto())
                .put("count", a.count())
                .put("firstSeq", a.firstSeq())
                .put("lastSeq", a.lastSeq())
                .put("at", a.at().toString())
                .put("previous", Hashes.hex(a.previous()))
                .put("root", Hashes.hex(a.root()))
                .put("hash", Hashes.hex(a.hash()))
                .put("leaves", Base64.getEncoder().encodeToString(a.leaves()));
    }

    private static ObjectNode node(Entry e) {
        return MAPPER.createObjectNode()
                .put("kind", "entry")
                .put("seq", e.seq())
                .put("epoch", e.epoch())
                .put("xid", e.xid())
                .put("at", e.at().toString())
                .put("who", e.who())
                .put("request", e.request())
                .put("place", e.place())
                .put("key", e.key())
                .put("unit", e.unit())
                .put("operation", e.operation())
                .put("old", e.oldRow())
                .put("new", e.newRow())
                .put("hash", Hashes.hex(e.hash()));
    }

    /// Reads such a file again.
    static final class Source implements TrailSource {

        private final BufferedReader lines;
        private @Nullable JsonNode first;

        Source(InputStream in) throws IOException {
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
            if (!next().path("kind").asString().equals("verdite-trail")) {
                throw new IOException("this is not an export of the trail");
            }
        }

        @Override
        public void anchors(Reader<Anchor> reader) throws IOException, SQLException {
            for (var node = next(); ; node = next()) {
                if (!node.path("kind").asString().equals("anchor")) {
                    first = node;
                    return;
                }
                reader.read(anchor(node));
            }
        }

        @Override
        public void entries(Reader<Entry> reader) throws IOException, SQLException {
            for (var node = first == null ? next() : first; ; node = next()) {
                switch (node.path("kind").asString()) {
                    case "entry" -> reader.read(entry(node));
                    case "end" -> {
                        return;
                    }
                    default -> throw new IOException("a line of the export is neither entry nor end");
                }
            }
        }

        private JsonNode next() throws IOException {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the export ends early");
            }
            try {
                return MAPPER.readTree(line);
            } catch (RuntimeException e) {
                throw new IOException("a line of the export can't be read", e);
            }
        }
    }

    private static Anchor anchor(JsonNode n) {
        return new Anchor(
                n.get("id").asLong(),
                n.get("epoch").asInt(),
                n.get("upto").asLong(),
                n.get("count").asLong(),
                n.get("firstSeq").asLong(),
                n.get("lastSeq").asLong(),
                Base64.getDecoder().decode(n.get("leaves").asString()),
                bytes(n, "root"),
                bytes(n, "previous"),
                bytes(n, "hash"),
                Instant.parse(n.get("at").asString()));
    }

    private static Entry entry(JsonNode n) {
        return new Entry(
                n.get("seq").asLong(),
                n.get("epoch").asInt(),
                n.get("xid").asLong(),
                Instant.parse(n.get("at").asString()),
                n.get("who").asString(),
                n.get("request").asString(),
                n.get("place").asString(),
                n.get("key").asString(),
                n.get("unit").isNull() ? null : n.get("unit").asInt(),
                n.get("operation").asString(),
                text(n, "old"),
                text(n, "new"),
                bytes(n, "hash"));
    }

    private static @Nullable String text(JsonNode n, String name) {
        var value = n.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static byte[] bytes(JsonNode n, String name) {
        return HexFormat.of().parseHex(n.get(name).asString());
    }
}
