package org.verdite.inspections;

import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.documents.EvidenceId;
import org.verdite.documents.Snapshots;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// The evidence room of an engagement: its people ask, the inspected release copies of that day, each opening is noted.
@Component
public class EvidenceRoom {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Engagements engagements;
    private final Evidence evidence;
    private final Snapshots snapshots;
    private final TransactionTemplate transaction;

    EvidenceRoom(
            JdbcClient jdbc,
            Engagements engagements,
            Evidence evidence,
            Snapshots snapshots,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.engagements = engagements;
        this.evidence = evidence;
        this.snapshots = snapshots;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Asks to see something.
    ///
    /// @param due null when it does not press
    /// @return the request's id
    /// @throws NotPermitted for who is neither of the engagement's people nor keeps it
    /// @throws Refused outside of its days
    @Transactional
    public long ask(EngagementId id, String text, @Nullable LocalDate due) {
        var e = engagements.require(id);
        if (Scope.current().readOnly() || !joined(id) && !engagements.mayKeep(e)) {
            throw new NotPermitted("guest");
        }
        requireOpen(e);
        if (text.isBlank()) {
            throw new Invalid("text", "ui.form.required");
        }
        new Lengths().most("text", 2000, text).check();
        if (due != null && (due.isBefore(e.from()) || due.isAfter(e.to()))) {
            throw new Invalid("due", "inspections.invalid.due", e.from(), e.to());
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('inspections.request', :id))")
                .param("id", id.value())
                .query((_, _) -> 0)
                .single();
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from inspections.request where engagement_id = :id")
                .param("id", id.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (number > MOST) {
            throw new Refused("inspections.refused.requests", MOST);
        }
        return jdbc.sql("""
                        insert into inspections.request (engagement_id, unit_id, number, language, text, due, person_id)
                        values (:id, :unit, :number, :language, :text, :due, :me) returning id""")
                .param("id", id.value())
                .param("unit", e.unit().value())
                .param("number", number)
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("text", text.strip())
                .param("due", due, Types.DATE)
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Who asked needs it no more.
    @Transactional
    public void withdraw(long request) {
        var r = take(request);
        requireOpen(engagements.require(r.engagement()));
        if (Scope.current().readOnly() || !r.mine()) {
            throw new NotPermitted("asker");
        }
        in(r, RequestState.OPEN);
        jdbc.sql("update inspections.request set state = 'WITHDRAWN', version = version + 1 where id = :id")
                .param("id", request)
                .update();
    }

    /// The inspected will not show it, and say why.
    @Transactional
    public void decline(long request, int version, String because) {
        var r = kept(request);
        in(r, RequestState.OPEN);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 2000, because).check();
        answer(r, version, RequestState.DECLINED, because);
    }

    /// Gives a copy of a record as it stands, filed in `documents`.
    ///
    /// @param words the record's number or the address of its page
    /// @param t the language of the paper
    /// @return the release's id
    @Transactional
    public long releaseRecord(long request, String words, String note, Texts t) {
        var r = kept(request);
        var e = engagements.require(r.engagement());
        var record = snapshots.named(words).orElseThrow(() -> new Invalid("record", "inspections.invalid.record"));
        var id = snapshots.keep(words, t, e.unit(), e.origin());
        return release(r, id, record.title(), record.title(), note);
    }

    /// Gives a file that is kept already.
    ///
    /// @throws Invalid when there is none of that number for the releasing person
    @Transactional
    public long releaseKept(long request, EvidenceId id, String note) {
        var r = kept(request);
        var e = engagements.require(r.engagement());
        var file = evidence.find(id).orElseThrow(() -> new Invalid("kept", "inspections.invalid.kept"));
        evidence.link(id, e.unit(), e.origin());
        return release(r, id, title(file), "", note);
    }

    /// Gives a file that comes along.
    ///
    /// @throws Invalid when it is empty, too large or of no kind that is kept
    @Transactional
    public long releaseFile(long request, InputStream in, String fileName, String note) {
        var r = kept(request);
        var e = engagements.require(r.engagement());
        var id = evidence.keep(in, fileName, "", e.unit(), e.origin(), "");
        var file = evidence.find(id).orElseThrow();
        return release(r, id, title(file), "", note);
    }

    private static String title(EvidenceFile file) {
        return file.caption().isEmpty() ? file.name() : file.caption();
    }

    private long release(Kept r, EvidenceId evidenceId, String title, String of, String note) {
        in(r, RequestState.OPEN, RequestState.ANSWERED);
        new Lengths().most("note", 2000, note).check();
        var file = evidence.find(evidenceId).orElseThrow();
        long id = jdbc.sql("""
                        insert into inspections.release (engagement_id, unit_id, request_id, evidence_id, title, file_name, size, sha256, of_record, released_by)
                        values (:engagement, :unit, :request, :evidence, :title, :name, :size, :sha, :of, :me) returning id""")
                .param("engagement", r.engagement().value())
                .param("unit", r.unit().value())
                .param("request", r.id())
                .param("evidence", evidenceId.value())
                .param("title", title.length() > 300 ? title.substring(0, 300) : title)
                .param("name", file.name())
                .param("size", file.size())
                .param("sha", file.sha256())
                .param("of", of.length() > 300 ? of.substring(0, 300) : of)
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
        answer(r, r.version(), RequestState.ANSWERED, note.isBlank() ? r.answer() : note);
        return id;
    }

    private void answer(Kept r, int version, RequestState state, String words) {
        int done = jdbc.sql("""
                        update inspections.request set state = :state, answer = :answer, answered_by = :me, answered_at = verdite.now(),
                          version = version + 1 where id = :id and version = :version""")
                .param("state", state.name())
                .param("answer", words.strip())
                .param("me", Scope.current().person())
                .param("id", r.id())
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("request " + r.id());
        }
    }

    /// Takes a copy back: its people see it no more. Who opened it until then stays on record.
    @Transactional
    public void takeBack(long release, String because) {
        long request = jdbc.sql("select request_id from inspections.release where id = :id")
                .param("id", release)
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .orElseThrow(() -> new NotHere("release " + release));
        kept(request);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        int done = jdbc.sql("""
                        update inspections.release set withdrawn_at = verdite.now(), withdrawn_by = :me, withdrawn_because = :because
                        where id = :id and withdrawn_at is null""")
                .param("me", Scope.current().person())
                .param("because", because.strip())
                .param("id", release)
                .update();
        if (done == 0) {
            throw new Refused("inspections.refused.takenBack");
        }
    }

    private static final Pattern KEPT = Pattern.compile("(?:https?://[^/]+)?/documents/(\\d{1,18})(?:[/?#].*)?");

    /// The number of a kept file in the address of its page.
    public static OptionalLong kept(String words) {
        var found = KEPT.matcher(words.strip());
        return found.matches() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /// @throws NotHere when the request is not in the reader's scope
    @Transactional(readOnly = true)
    public EngagementId engagementOf(long request) {
        return engagement("select engagement_id from inspections.request where id = :id", request);
    }

    /// @throws NotHere when the release is not in the reader's scope
    @Transactional(readOnly = true)
    public EngagementId engagementOfRelease(long release) {
        return engagement("select engagement_id from inspections.release where id = :id", release);
    }

    private EngagementId engagement(String sql, long id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((rs, _) -> new EngagementId(rs.getLong(1)))
                .optional()
                .orElseThrow(() -> new NotHere("request " + id));
    }

    private record Copy(long evidence, EngagementId engagement, UnitId unit) {}

    /// A copy's content. Opening it is noted first; what can't be noted is not shown.
    ///
    /// @throws NotPermitted for a token that may only read: it could not be noted
    public Evidence.Content open(long release) {
        if (Scope.current().readOnly()) {
            throw new NotPermitted("write");
        }
        var copy = transaction.execute(_ -> note(release));
        return Scope.current().vouchedFor(copy.unit()).get(() -> evidence.content(new EvidenceId(copy.evidence())));
    }

    private Copy note(long release) {
        var copy = jdbc.sql("select evidence_id, engagement_id, unit_id from inspections.release where id = :id")
                .param("id", release)
                .query((rs, _) -> new Copy(rs.getLong(1), new EngagementId(rs.getLong(2)), new UnitId(rs.getInt(3))))
                .optional()
                .orElseThrow(() -> new NotHere("release " + release));
        jdbc.sql("""
                        insert into inspections.reading (release_id, engagement_id, unit_id, person_id)
                        values (:release, :engagement, :unit, :me)""")
                .param("release", release)
                .param("engagement", copy.engagement().value())
                .param("unit", copy.unit().value())
                .param("me", Scope.current().person())
                .update();
        return copy;
    }

    /// True when the acting person is one of the engagement's people and it is open today.
    @Transactional(readOnly = true)
    public boolean joined(EngagementId id) {
        return jdbc.sql("select :id in (select inspections.joined())")
                .param("id", id.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private void requireOpen(Engagement e) {
        if (!e.open(engagements.today(e))) {
            throw new Refused("inspections.refused.engagementOver");
        }
    }

    private record Kept(
            long id,
            EngagementId engagement,
            UnitId unit,
            RequestState state,
            String answer,
            boolean mine,
            int version) {}

    private Kept take(long request) {
        return jdbc.sql("select * from inspections.request where id = :id for update")
                .param("id", request)
                .query((rs, _) -> new Kept(
                        rs.getLong("id"),
                        new EngagementId(rs.getLong("engagement_id")),
                        new UnitId(rs.getInt("unit_id")),
                        RequestState.valueOf(rs.getString("state")),
                        rs.getString("answer"),
                        mine(rs),
                        rs.getInt("version")))
                .optional()
                .orElseThrow(() -> new NotHere("request " + request));
    }

    private Kept kept(long request) {
        var r = take(request);
        var e = engagements.require(r.engagement());
        if (!engagements.mayKeep(e)) {
            throw new NotPermitted(org.verdite.organisation.Permission.INSPECTION_PLAN.name());
        }
        if (e.ended()) {
            throw new Refused("inspections.refused.engagementOver");
        }
        return r;
    }

    private static void in(Kept r, RequestState... states) {
        for (var state : states) {
            if (r.state() == state) {
                return;
            }
        }
        throw new Refused("inspections.refused.request." + r.state());
    }

    private static boolean mine(ResultSet rs) throws SQLException {
        int person = rs.getInt("person_id");
        Integer me = Scope.current().person();
        return !rs.wasNull() && me != null && me == person;
    }
}
