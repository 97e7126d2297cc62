package org.verdite.inspections;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceId;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Pictures from the field. The hash of the original is taken on the device; what arrives is that very picture, or a
/// copy marked as derived from it.
@Component
public class Photos {

    /// Where cameras write when and where: at the beginning.
    private static final int HEAD = 256 * 1024;

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Evidence evidence;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Photos(
            JdbcClient jdbc,
            InspectionStore store,
            Evidence evidence,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.store = store;
        this.evidence = evidence;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Keeps a picture as evidence of the inspection, once for each id.
    ///
    /// @param head the beginning of the original where a copy is sent in its stead; null else
    /// @throws Invalid when it is no picture, too large, or not the one whose hash came with it
    public Photo keep(InspectionId inspection, NewPhoto p, InputStream in, @Nullable InputStream head) {
        var scope = transaction.execute(_ -> store.keeping(inspection));
        return scope.get(() -> transaction.execute(_ -> kept(inspection, p, in, head)));
    }

    private Photo kept(InspectionId inspection, NewPhoto p, InputStream in, @Nullable InputStream head) {
        var i = store.require(inspection);
        store.requireTeam(i);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 9))")
                .param("key", p.id().toString())
                .query((_, _) -> 0)
                .single();
        var before = find(p.id());
        if (before.isPresent()) {
            if (!same(before.get(), inspection, p)) {
                throw new Refused("ui.once.other");
            }
            return before.get();
        }
        InspectionStore.in(i, InspectionState.OPEN);
        check(p);
        try {
            var first = new ByteArrayOutputStream();
            first.write(in.readNBytes(HEAD));
            byte[] start = first.toByteArray();
            var exposure = Exposure.of(head == null ? start : head.readNBytes(HEAD), TimeZone.getTimeZone(i.zone()));
            var id = evidence.keep(
                    new SequenceInputStream(new ByteArrayInputStream(start), in),
                    p.fileName(),
                    "",
                    i.unit(),
                    i.origin(),
                    p.caption());
            insert(i, p, id, exposure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(p.id()).orElseThrow();
    }

    private boolean same(Photo before, InspectionId inspection, NewPhoto p) {
        boolean here = jdbc.sql("select inspection_id = :inspection from inspections.photo where id = :id")
                .param("inspection", inspection.value())
                .param("id", p.id())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        return here
                && before.subject().equals(p.subject())
                && (p.originalHash().isEmpty() || p.originalHash().equals(before.originalHash()));
    }

    private static void check(NewPhoto p) {
        new Lengths().most("caption", 500, p.caption()).check();
        if (p.subject().isBlank() || p.subject().length() > 60) {
            throw new Invalid("subject", "inspections.invalid.subject", p.subject());
        }
        if (!p.originalHash().isEmpty() && !p.originalHash().matches("[0-9a-f]{64}")) {
            throw new Invalid("sha256", "inspections.invalid.sha256");
        }
        if (p.derived() && p.originalHash().isEmpty()) {
            throw new Invalid("sha256", "ui.form.required");
        }
        String ending =
                p.fileName().substring(p.fileName().lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        if (!List.of("jpg", "jpeg", "png", "webp", "heic", "heif").contains(ending)) {
            throw new Invalid("file", "inspections.invalid.picture");
        }
    }

    private void insert(Inspection i, NewPhoto p, EvidenceId id, Exposure exposure) {
        var file = evidence.find(id).orElseThrow();
        String arrived = file.sha256();
        if (!p.derived() && !p.originalHash().isEmpty() && !p.originalHash().equals(arrived)) {
            throw new Invalid("file", "inspections.invalid.damaged");
        }
        boolean device = p.where().latitude() != null;
        jdbc.sql("""
                        insert into inspections.photo (id, inspection_id, unit_id, subject, evidence_id, media_type, original_sha256, hashed_on_device, derived,
                          caption, latitude, longitude, accuracy, taken_at, told_at, ahead, person_id)
                        values (:id, :inspection, :unit, :subject, :evidence, :media, :hash, :onDevice, :derived,
                          :caption, :latitude, :longitude, :accuracy, :taken, :told, :ahead, :me)""")
                .param("id", p.id())
                .param("inspection", i.id().value())
                .param("unit", i.unit().value())
                .param("subject", p.subject())
                .param("evidence", id.value())
                .param("media", file.mediaType())
                .param("hash", p.originalHash().isEmpty() ? arrived : p.originalHash())
                .param("onDevice", !p.originalHash().isEmpty())
                .param("derived", p.derived())
                .param("caption", p.caption().strip())
                .param("latitude", device ? p.where().latitude() : exposure.latitude(), Types.NUMERIC)
                .param("longitude", device ? p.where().longitude() : exposure.longitude(), Types.NUMERIC)
                .param("accuracy", device ? p.where().accuracy() : null, Types.NUMERIC)
                .param(
                        "taken",
                        exposure.takenAt() == null ? null : java.sql.Timestamp.from(exposure.takenAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("told", java.sql.Timestamp.from(p.toldAt()))
                .param("ahead", Observations.ahead(p.sentAt(), p.toldAt(), clock.instant()))
                .param("me", Scope.current().person())
                .update();
    }

    /// A picture's bytes, for who sees the inspection, wherever it lies.
    ///
    /// @throws NotHere when it is not in the reader's scope, or the disk lost it
    public Evidence.Content content(InspectionId inspection, UUID photo) {
        record Kept(EvidenceId evidence, UnitId unit) {}
        var kept = transaction.execute(_ -> jdbc.sql(
                        "select evidence_id, unit_id from inspections.photo where id = :id and inspection_id = :inspection")
                .param("id", photo)
                .param("inspection", inspection.value())
                .query((rs, _) -> new Kept(new EvidenceId(rs.getLong(1)), new UnitId(rs.getInt(2))))
                .optional()
                .orElseThrow(() -> new NotHere("photo " + photo)));
        return Scope.current().vouchedFor(kept.unit()).get(() -> evidence.content(kept.evidence()));
    }

    /// Those of an inspection, oldest first.
    @Transactional(readOnly = true)
    public List<Photo> of(InspectionId inspection) {
        return jdbc.sql(SELECT + " where p.inspection_id = :id order by p.received_at, p.id limit 2000")
                .param("id", inspection.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Photos::read)
                .list();
    }

    /// Those of one subject, oldest first.
    @Transactional(readOnly = true)
    public List<Photo> of(InspectionId inspection, String subject) {
        return jdbc.sql(
                        SELECT
                                + " where p.inspection_id = :id and p.subject = :subject order by p.received_at, p.id limit 2000")
                .param("id", inspection.value())
                .param("subject", subject)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Photos::read)
                .list();
    }

    private Optional<Photo> find(UUID id) {
        return jdbc.sql(SELECT + " where p.id = :id")
                .param("id", id)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Photos::read)
                .optional();
    }

    private static final String SELECT = """
            select p.*, coalesce(verdite.text(organisation.pub_person_name(p.person_id), :lang), p.who) as taker
            from inspections.photo p""";

    private static Photo read(java.sql.ResultSet rs, int row) throws java.sql.SQLException {
        int ahead = rs.getInt("ahead");
        var taken = rs.getObject("taken_at", OffsetDateTime.class);
        return new Photo(
                Objects.requireNonNull(rs.getObject("id", UUID.class)),
                rs.getString("subject"),
                new EvidenceId(rs.getLong("evidence_id")),
                rs.getString("media_type"),
                rs.getString("original_sha256"),
                rs.getBoolean("hashed_on_device"),
                rs.getBoolean("derived"),
                rs.getString("caption"),
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getBigDecimal("accuracy"),
                taken == null ? null : taken.toInstant(),
                rs.getObject("told_at", OffsetDateTime.class).toInstant().minusSeconds(ahead),
                ahead,
                rs.getString("taker"));
    }
}
