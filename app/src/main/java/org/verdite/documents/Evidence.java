package org.verdite.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Keeps files that prove something (ISO 14001, 7.5 and 10.2.2) and says what they prove. A file is seen where one of
/// its links lies in the reader's scope; its bytes are never changed and never overwritten.
@Component
public class Evidence {

    private final JdbcClient jdbc;
    private final FileStore store;
    private final Access access;
    private final ObjectProvider<EvidenceOwner> owners;

    Evidence(JdbcClient jdbc, FileStore store, Access access, ObjectProvider<EvidenceOwner> owners) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
        this.owners = owners;
    }

    /// The content of a file, to be streamed.
    public record Content(EvidenceFile file, Path path) {}

    /// Keeps a file as evidence of a record.
    ///
    /// @param mediaType what the sender called it; only the content and the name's ending decide
    /// @param unit where the record stands
    /// @throws Invalid when it is empty, larger than 25 MB, or not of an allowed kind
    /// @throws NotHere when the record is not in the reader's scope
    @Transactional
    public EvidenceId keep(InputStream in, String fileName, String mediaType, UnitId unit, Origin of, String caption) {
        access.require(Permission.EVIDENCE_ADD, unit);
        checkOwner(unit, of);
        String name = FileName.clean(fileName);
        var kind = FileKind.named(name)
                .orElseThrow(() -> new Invalid("file", "documents.evidence.kind", name, FileKind.endings()));
        new Lengths().most("caption", 500, caption).check();
        try (var arrived = store.receive(in)) {
            if (!kind.holds(arrived.path())) {
                throw new Invalid("file", "documents.evidence.content", name, FileKind.endings());
            }
            store.settle(arrived);
            var id = record(arrived, name, kind, unit, caption.strip());
            insertLink(id, unit, of);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EvidenceId record(FileStore.Arrived arrived, String name, FileKind kind, UnitId unit, String caption) {
        long id = jdbc.sql("select nextval('documents.evidence_seq')")
                .query((rs, _) -> rs.getLong(1))
                .single();
        jdbc.sql("""
                insert into documents.evidence (id, unit_id, name, media_type, size, sha256, caption, kept_by)
                values (:id, :unit, :name, :type, :size, :sha256, :caption, :person)""")
                .param("id", id)
                .param("unit", unit.value())
                .param("name", name)
                .param("type", kind.mediaType())
                .param("size", arrived.size())
                .param("sha256", arrived.sha256())
                .param("caption", caption)
                .param("person", Scope.current().person())
                .update();
        return new EvidenceId(id);
    }

    /// Says that a file one may see proves something else too. Saying it twice changes nothing.
    ///
    /// @throws NotHere when the file or the record is not in the reader's scope
    @Transactional
    public void link(EvidenceId id, UnitId unit, Origin to) {
        access.require(Permission.EVIDENCE_ADD, unit);
        if (find(id).isEmpty()) {
            throw new NotHere("evidence " + id);
        }
        checkOwner(unit, to);
        boolean there = jdbc.sql("""
                select exists (select from documents.evidence_link
                where evidence_id = :id and room = :room and kind = :kind and key = :key)""")
                .param("id", id.value())
                .param("room", to.room())
                .param("kind", to.kind())
                .param("key", to.id())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!there) {
            insertLink(id, unit, to);
        }
    }

    private void insertLink(EvidenceId id, UnitId unit, Origin of) {
        jdbc.sql("""
                insert into documents.evidence_link (evidence_id, unit_id, room, kind, key, title, href, linked_by)
                values (:id, :unit, :room, :kind, :key, :title, :href, :person)""")
                .param("id", id.value())
                .param("unit", unit.value())
                .param("room", of.room())
                .param("kind", of.kind())
                .param("key", of.id())
                .param("title", of.title().length() > 300 ? of.title().substring(0, 300) : of.title())
                .param("href", of.href())
                .param("person", Scope.current().person())
                .update();
        Integer me = Scope.current().person();
        if (me != null) {
            owner(of.room()).ifPresent(owner -> owner.kept(of.kind(), of.id(), new PersonId(me)));
        }
    }

    private void checkOwner(UnitId unit, Origin of) {
        var owner = owner(of.room());
        if (owner.isPresent() && !owner.get().unit(of.kind(), of.id()).equals(Optional.of(unit))) {
            throw new NotHere(of.room() + " " + of.kind() + " " + of.id());
        }
    }

    private Optional<EvidenceOwner> owner(String room) {
        return owners.stream().filter(o -> o.room().equals(room)).findFirst();
    }

    /// The record a page or a caller from outside names, as its own room knows it.
    ///
    /// @throws NotHere when no room vouches for it or it is not in the reader's scope
    @Transactional(readOnly = true)
    public Place place(String room, String kind, String key) {
        var owner = owner(room).orElseThrow(() -> new NotHere("room " + room));
        var unit = owner.unit(kind, key).orElseThrow(() -> new NotHere(room + " " + kind + " " + key));
        return new Place(unit, owner.origin(kind, key).orElse(null));
    }

    /// Where a record stands, and what it calls itself.
    public record Place(
            UnitId unit, @org.jspecify.annotations.Nullable Origin origin) {}

    /// The files of a record, oldest first.
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(Origin origin) {
        return jdbc.sql(SELECT + """
                join documents.evidence_link l on l.evidence_id = e.id
                where l.room = :room and l.kind = :kind and l.key = :key order by e.kept_at, e.id limit 200""")
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("key", origin.id())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Evidence::file)
                .list();
    }

    /// The files of many records of a kind at once, by the records' keys; one without files has no entry.
    @Transactional(readOnly = true)
    public Map<String, List<EvidenceFile>> of(String room, String kind, Collection<String> keys) {
        var files = new HashMap<String, List<EvidenceFile>>();
        if (!keys.isEmpty()) {
            jdbc.sql(SELECT_KEYED + """
                            join documents.evidence_link l on l.evidence_id = e.id
                            where l.room = :room and l.kind = :kind and l.key in (:keys) order by e.kept_at, e.id limit 1000""")
                    .param("room", room)
                    .param("kind", kind)
                    .param("keys", keys)
                    .param("lang", LocaleContextHolder.getLocale().getLanguage())
                    .query((rs, row) -> files.computeIfAbsent(rs.getString("key"), _ -> new ArrayList<>())
                            .add(file(rs, row)))
                    .list();
        }
        return files;
    }

    /// One file, empty when it is not in the reader's scope.
    @Transactional(readOnly = true)
    public Optional<EvidenceFile> find(EvidenceId id) {
        return jdbc.sql(SELECT + " where e.id = :id")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Evidence::file)
                .optional();
    }

    /// @throws NotHere when the file is not in the reader's scope, or the disk lost it
    @Transactional(readOnly = true)
    public Content content(EvidenceId id) {
        var file = find(id).orElseThrow(() -> new NotHere("evidence " + id));
        return store.find(file.sha256(), file.size())
                .map(path -> new Content(file, path))
                .orElseThrow(() -> new NotHere("content of evidence " + id));
    }

    private static final String COLUMNS = """
            e.id, e.name, e.media_type, e.size, e.sha256, e.caption, e.kept_at,
              coalesce(verdite.text(organisation.pub_person_name(e.kept_by), :lang), e.who) as keeper
            from documents.evidence e
            """;
    private static final String SELECT = "select " + COLUMNS;
    private static final String SELECT_KEYED = "select l.key, " + COLUMNS;

    private static EvidenceFile file(ResultSet rs, int row) throws SQLException {
        return new EvidenceFile(
                new EvidenceId(rs.getLong("id")),
                rs.getString("name"),
                rs.getString("media_type"),
                rs.getLong("size"),
                rs.getString("sha256"),
                rs.getString("caption"),
                Objects.requireNonNull(rs.getTimestamp("kept_at")).toInstant(),
                rs.getString("keeper"));
    }
}
