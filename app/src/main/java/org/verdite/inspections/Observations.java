package org.verdite.inspections;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// What a team saw, command by command. Nothing is overwritten: an observation says which it replaces, so two people
/// on one inspection merge criterion by criterion, whoever's phone finds the network first.
@Component
public class Observations {

    private static final Duration CLOCK_ERROR = Duration.ofDays(366 * 30L);

    /// A criterion as an inspection asks it, with what stands of the answers.
    ///
    /// @param photos how many show it
    public record Asked(Criterion criterion, Standing standing, int photos) {}

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Criteria criteria;
    private final Clock clock;

    Observations(JdbcClient jdbc, InspectionStore store, Criteria criteria, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.criteria = criteria;
        this.clock = clock;
    }

    /// Keeps an observation and answers what then stands of its subject.
    ///
    /// @throws Invalid naming each field that can't be taken
    /// @throws Refused when the id came with another observation, or the inspection is not open
    @Transactional
    public Standing tell(InspectionId inspection, Told told) {
        var i = store.require(inspection);
        store.requireTeam(i);
        String print = fingerprint(told);
        // one word after the other on one subject: what it replaces is there, what it adds is seen by the next
        lock(inspection, told.subject());
        var before = jdbc.sql("select inspection_id, fingerprint from inspections.observation where id = :id")
                .param("id", told.id())
                .query((rs, _) -> rs.getLong(1) + " " + rs.getString(2))
                .optional();
        if (before.isPresent()) {
            if (!before.get().equals(inspection + " " + print)) {
                throw new Refused("ui.once.other");
            }
            return standing(inspection, told.subject());
        }
        InspectionStore.in(i, InspectionState.OPEN);
        var said = said(i, told);
        insert(i, told, said, print);
        return standing(inspection, told.subject());
    }

    private void lock(InspectionId inspection, String subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 8))")
                .param("key", inspection + " " + subject)
                .query((_, _) -> 0)
                .single();
    }

    /// Checks what was told and says what it comes to.
    private Said said(Inspection i, Told told) {
        new Lengths()
                .most("note", 4000, told.note())
                .most("place", 200, told.where().place())
                .check();
        if (told.replaces().size() > 20) {
            throw new Invalid("replaces", "inspections.invalid.replaces");
        }
        checkWhere(told.where());
        if (Duration.between(clock.instant(), told.toldAt()).abs().compareTo(CLOCK_ERROR) > 0) {
            throw new Invalid("toldAt", "ui.form.date", told.toldAt().toString());
        }
        int known = jdbc.sql("""
                        select count(*) from inspections.observation where inspection_id = :id and subject = :subject and id = any(cast(:replaces as uuid[]))""")
                .param("id", i.id().value())
                .param("subject", told.subject())
                .param("replaces", uuids(told.replaces()))
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (known != told.replaces().size()) {
            throw new Invalid("replaces", "inspections.invalid.replaces");
        }
        if (told.said() == Said.TAKEN_BACK) {
            if (told.replaces().isEmpty()) {
                throw new Invalid("replaces", "inspections.invalid.replaces");
            }
            return Said.TAKEN_BACK;
        }
        return told.beside() == null ? answered(i, told) : beside(told, told.beside());
    }

    private static void checkWhere(Told.Where where) {
        within("latitude", where.latitude(), 90);
        within("longitude", where.longitude(), 180);
        within("accuracy", where.accuracy(), 1_000_000);
        if ((where.latitude() == null) != (where.longitude() == null)) {
            throw new Invalid(where.latitude() == null ? "latitude" : "longitude", "ui.form.required");
        }
    }

    private static void within(String field, @Nullable BigDecimal number, int most) {
        if (number != null && number.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Invalid(field, "ui.form.range", -most, most);
        }
    }

    private Said answered(Inspection i, Told told) {
        var criterion = criteria.asked(i.edition(), told.subject())
                .filter(c -> askedAt(i, c))
                .orElseThrow(() -> new Invalid("subject", "inspections.invalid.subject", told.subject()));
        var limit = criterion.asks().limit();
        var measured = told.measured();
        if (limit == null || told.said() == Said.NOT_APPLICABLE) {
            if (measured != null) {
                throw new Invalid("measured", "inspections.invalid.measured");
            }
            return Objects.requireNonNullElseGet(told.said(), () -> {
                throw new Invalid("answer", "ui.form.required");
            });
        }
        if (measured == null) {
            throw new Invalid("measured", "ui.form.required");
        }
        if (measured.precision() > 18 || Math.abs(measured.scale()) > 12) {
            throw new Invalid("measured", "ui.form.number");
        }
        return limit.keeps(measured) ? Said.CONFORMS : Said.DOES_NOT;
    }

    private static Said beside(Told told, Told.Beside beside) {
        if (told.replaces().isEmpty() != told.subject().equals(told.id().toString())) {
            throw new Invalid("subject", "inspections.invalid.subject", told.subject());
        }
        if (beside.title().isBlank()) {
            throw new Invalid("title", "ui.form.required");
        }
        new Lengths().most("title", 200, beside.title()).check();
        if (!Criteria.MEDIA.contains(beside.medium())) {
            throw new Invalid("medium", "ui.form.choice");
        }
        if (told.said() == Said.NOT_APPLICABLE || told.measured() != null) {
            throw new Invalid("answer", "ui.form.choice");
        }
        return Objects.requireNonNullElse(told.said(), Said.DOES_NOT);
    }

    private void insert(Inspection i, Told told, Said said, String print) {
        var now = clock.instant();
        int ahead = ahead(told.sentAt(), told.toldAt(), now);
        var beside = told.beside();
        jdbc.sql("""
                        insert into inspections.observation (id, inspection_id, unit_id, subject, beside, answer, measured, note, place, latitude,
                          longitude, accuracy, title, severity, medium, replaces, told_at, ahead, person_id, fingerprint)
                        values (:id, :inspection, :unit, :subject, :beside, :answer, :measured, :note, :place, :latitude,
                          :longitude, :accuracy, :title, :severity, :medium, cast(:replaces as uuid[]), :told, :ahead, :me, :print)""")
                .param("id", told.id())
                .param("inspection", i.id().value())
                .param("unit", i.unit().value())
                .param("subject", told.subject())
                .param("beside", beside != null)
                .param("answer", said.name())
                .param("measured", told.measured(), Types.NUMERIC)
                .param("note", told.note().strip())
                .param("place", told.where().place().strip())
                .param("latitude", told.where().latitude(), Types.NUMERIC)
                .param("longitude", told.where().longitude(), Types.NUMERIC)
                .param("accuracy", told.where().accuracy(), Types.NUMERIC)
                .param("title", beside == null ? "" : beside.title().strip())
                .param("severity", beside == null ? null : beside.severity().name())
                .param("medium", beside == null ? null : beside.medium())
                .param("replaces", uuids(told.replaces()))
                .param("told", java.sql.Timestamp.from(told.toldAt()))
                .param("ahead", ahead)
                .param("me", Scope.current().person())
                .param("print", print)
                .update();
    }

    /// Seconds by which the sender's clock stood ahead when it sent. Nobody tells what has not happened yet: where the
    /// sender does not say when it sent, what was told later than now shows its clock too.
    static int ahead(@Nullable Instant sentAt, Instant toldAt, Instant now) {
        if (sentAt == null) {
            return toldAt.isAfter(now) ? ahead(toldAt, toldAt, now) : 0;
        }
        return (int) Math.clamp(Duration.between(now, sentAt).toSeconds(), -2_000_000_000L, 2_000_000_000L);
    }

    private static String[] uuids(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String fingerprint(Told t) {
        var said = String.join(
                "\n",
                t.subject(),
                String.valueOf(t.said()),
                t.measured() == null ? "" : t.measured().stripTrailingZeros().toPlainString(),
                t.note(),
                String.valueOf(t.where()),
                String.valueOf(t.beside()),
                String.valueOf(new TreeSet<>(t.replaces())),
                String.valueOf(t.toldAt()));
        return Sha256.hex(said.getBytes(StandardCharsets.UTF_8));
    }

    /// What stands of one subject.
    @Transactional(readOnly = true)
    public Standing standing(InspectionId inspection, String subject) {
        return new Standing(
                subject,
                jdbc.sql(
                                SELECT
                                        + " from inspections.standing(:id) o where o.subject = :subject order by o.received_at, o.id")
                        .param("id", inspection.value())
                        .param("subject", subject)
                        .param("lang", LocaleContextHolder.getLocale().getLanguage())
                        .query(Observations::read)
                        .list());
    }

    /// What stands of everything, by subject.
    @Transactional(readOnly = true)
    public Map<String, Standing> standing(InspectionId inspection) {
        var bySubject = new LinkedHashMap<String, List<Observation>>();
        jdbc.sql(SELECT + " from inspections.standing(:id) o order by o.received_at, o.id")
                .param("id", inspection.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Observations::read)
                .list()
                .forEach(o -> bySubject
                        .computeIfAbsent(o.subject(), _ -> new ArrayList<>())
                        .add(o));
        var standing = new LinkedHashMap<String, Standing>();
        bySubject.forEach((subject, list) -> standing.put(subject, new Standing(subject, List.copyOf(list))));
        return standing;
    }

    /// Everything that was told of a subject, oldest first.
    @Transactional(readOnly = true)
    public List<Observation> history(InspectionId inspection, String subject) {
        store.require(inspection);
        return jdbc.sql(SELECT + " " + """
                        from inspections.observation o where o.inspection_id = :id and o.subject = :subject order by o.received_at, o.id limit 500""")
                .param("id", inspection.value())
                .param("subject", subject)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Observations::read)
                .list();
    }

    /// What an inspection asks, in the list's order, with what stands of the answers.
    @Transactional(readOnly = true)
    public List<Asked> asked(InspectionId inspection) {
        var i = store.require(inspection);
        var standing = standing(inspection);
        var photos = new LinkedHashMap<String, Integer>();
        jdbc.sql("select subject, count(*) as n from inspections.photo where inspection_id = :id group by subject")
                .param("id", inspection.value())
                .query(rs -> {
                    photos.put(rs.getString("subject"), rs.getInt("n"));
                });
        return asks(i).stream()
                .map(c -> new Asked(
                        c,
                        standing.getOrDefault(c.code(), new Standing(c.code(), List.of())),
                        photos.getOrDefault(c.code(), 0)))
                .toList();
    }

    /// What was seen beside the list and stands.
    @Transactional(readOnly = true)
    public List<Standing> beside(InspectionId inspection) {
        return standing(inspection).values().stream()
                .filter(s -> s.observations().getFirst().beside() != null)
                .toList();
    }

    /// The criteria of the frozen edition that are asked at that kind of site.
    private List<Criterion> asks(Inspection i) {
        return criteria.asked(i.edition()).stream().filter(c -> askedAt(i, c)).toList();
    }

    private static boolean askedAt(Inspection i, Criterion c) {
        return i.siteKind().isEmpty()
                || c.asks().sites().isEmpty()
                || c.asks().sites().contains(i.siteKind());
    }

    private static final String SELECT = """
            select o.*, coalesce(verdite.text(organisation.pub_person_name(o.person_id), :lang), o.who) as teller""";

    private static Observation read(ResultSet rs, int row) throws SQLException {
        int ahead = rs.getInt("ahead");
        Integer person = rs.getObject("person_id", Integer.class);
        boolean beside = rs.getString("severity") != null;
        return new Observation(
                Objects.requireNonNull(rs.getObject("id", UUID.class)),
                rs.getString("subject"),
                Said.valueOf(rs.getString("answer")),
                rs.getBigDecimal("measured"),
                rs.getString("note"),
                new Told.Where(
                        rs.getString("place"),
                        rs.getBigDecimal("latitude"),
                        rs.getBigDecimal("longitude"),
                        rs.getBigDecimal("accuracy")),
                beside
                        ? new Told.Beside(
                                rs.getString("title"),
                                Severity.valueOf(rs.getString("severity")),
                                rs.getString("medium"))
                        : null,
                rs.getObject("told_at", OffsetDateTime.class).toInstant().minusSeconds(ahead),
                ahead,
                person == null ? null : new PersonId(person),
                rs.getString("teller"));
    }
}
