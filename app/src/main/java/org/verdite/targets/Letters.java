package org.verdite.targets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Responsibility letters: one a year for each post and each contractor at a unit, made from the shares they signed
/// for.
/// A letter is a copy; when its shares change it is renewed and signed again.
@Component
public class Letters {

    /// @param supersededAt null while it stands
    public record Letter(
            long id,
            String number,
            int year,
            Holder holder,
            String fingerprint,
            Instant issuedAt,
            String issuedBy,
            @Nullable String signedBy,
            @Nullable Instant signedAt,
            @Nullable Instant supersededAt) {

        public String path() {
            return "/targets/letters/" + id;
        }
    }

    /// @param value null for an obligation
    public record Line(
            String goal,
            LocalText sentence,
            NewTarget.Direction direction,
            @Nullable BigDecimal value,
            String measure,
            int dueYear,
            long share) {}

    private static final String CURRENT = """
            select s.id as share_id, g.number, g.sentence, g.direction, s.value, g.measure, g.due_year, s.fingerprint as words
            from targets.share s join targets.goal g on g.id = s.goal_id
            where s.unit_id = :unit and s.holder = :holder and coalesce(s.position_id, 0) = :post and coalesce(s.contractor_id, 0) = :contractor
              and g.due_year = :year and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED')
            order by g.id""";

    private final JdbcClient jdbc;
    private final Holders holders;
    private final Access access;

    Letters(JdbcClient jdbc, Holders holders, Access access) {
        this.jdbc = jdbc;
        this.holders = holders;
        this.access = access;
    }

    /// Makes the letter of a holder and a year, or renews it when its shares changed; what is as it was stays. Needs
    /// {@link Permission#TARGETS_SHARE} at the holder's unit.
    ///
    /// @return the letter that stands, or the one that ended as none of its shares is left
    /// @throws Refused for a unit, and for who signed for no share of that year
    @Transactional
    public long issue(Holder holder, int year) {
        access.require(Permission.TARGETS_SHARE, holder.unit());
        if (holder.kind() == Holder.Kind.UNIT) {
            throw new Refused("targets.refused.unitLetter");
        }
        String words = words(holder, year);
        var stands = standing(holder, year);
        if (words.isEmpty()) {
            // nothing is left of what it told: it ends without another
            stands.ifPresent(this::supersede);
            return stands.map(Letter::id)
                    .orElseThrow(() -> new Refused("targets.refused.noShares", String.valueOf(year)));
        }
        String print = print(holder, year, words);
        if (stands.isPresent() && stands.get().fingerprint().equals(print)) {
            return stands.get().id();
        }
        stands.ifPresent(this::supersede);
        return insert(holder, year, print);
    }

    private void supersede(Letter letter) {
        jdbc.sql("update targets.letter set superseded_at = verdite.now(), version = version + 1 where id = :id")
                .param("id", letter.id())
                .update();
    }

    /// Who holds the post of a letter on a day, in the reader's language; empty for a contractor's.
    @Transactional(readOnly = true)
    public String people(Letter letter, LocalDate day, String language) {
        Integer post = letter.holder().post();
        return post == null ? "" : holders.people(post, day, language);
    }

    private long insert(Holder holder, int year, String print) {
        long id = jdbc.sql("""
                        insert into targets.letter (unit_id, year, holder, position_id, contractor_id, fingerprint, issued_by)
                        values (:unit, :year, :holder, :post, :contractor, :print, :me) returning id""")
                .param("unit", holder.unit().value())
                .param("year", year)
                .param("holder", holder.kind().name())
                .param("post", holder.post())
                .param("contractor", holder.contractor())
                .param("print", print)
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
        of(
                        "insert into targets.letter_line (letter_id, unit_id, place, share_id, goal_number, sentence, direction, value, measure, due_year, words) "
                                + "select :letter, :unit, row_number() over (), c.* from (" + CURRENT + ") c",
                        holder,
                        year)
                .param("letter", id)
                .update();
        return id;
    }

    /// All letters of a year that are missing or no longer true, of the holders within reach; five hundred at most.
    ///
    /// One whose shares are all gone ends without another.
    ///
    /// @return how many were made or ended
    @Transactional
    public int issueMissing(int year) {
        int made = 0;
        for (Holder holder : due(year)) {
            if (access.may(Permission.TARGETS_SHARE, holder.unit())) {
                issue(holder, year);
                made++;
            }
        }
        return made;
    }

    /// Holders who signed for shares of a year that no standing letter tells as they are, and those whose letter tells
    /// of
    /// shares that are gone or changed.
    @Transactional(readOnly = true)
    public List<Holder> due(int year) {
        return jdbc.sql("""
                        select distinct s.holder, s.unit_id, s.position_id, s.contractor_id from targets.share s join targets.goal g on g.id = s.goal_id
                        where g.due_year = :year and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED') and s.holder <> 'UNIT'
                          and not exists (select from targets.letter l join targets.letter_line x on x.letter_id = l.id
                            where l.superseded_at is null and l.year = :year and x.share_id = s.id and x.words = s.fingerprint)
                        union
                        select l.holder, l.unit_id, l.position_id, l.contractor_id from targets.letter l
                        where l.superseded_at is null and l.year = :year and exists (select from targets.letter_line x where x.letter_id = l.id
                          and not exists (select from targets.share s join targets.goal g on g.id = s.goal_id
                            where s.id = x.share_id and s.fingerprint = x.words and s.state in ('ACCEPTED', 'EVALUATED') and g.state <> 'WITHDRAWN'))
                        order by 2 limit 500""").param("year", year).query((rs, _) -> holder(rs)).list();
    }

    /// The holder signs.
    ///
    /// @param fingerprint of the letter that was read
    /// @throws Conflict when its shares changed since it was made: it is renewed first
    @Transactional
    public void sign(long id, String fingerprint) {
        var letter = get(id);
        if (!holders.answers(letter.holder())) {
            throw new NotPermitted("TARGETS_SHARE");
        }
        jdbc.sql("select id from targets.letter where id = :id for update")
                .param("id", id)
                .query((rs, _) -> rs.getLong(1))
                .single();
        letter = get(id);
        if (letter.supersededAt() != null || letter.signedAt() != null) {
            throw new Refused(
                    letter.supersededAt() != null ? "targets.refused.otherLetter" : "targets.refused.letterSigned");
        }
        if (!letter.fingerprint().equals(fingerprint) || !current(letter)) {
            throw new Conflict("letter " + id);
        }
        jdbc.sql(
                        "update targets.letter set signed_by = :me, signed_at = verdite.now(), version = version + 1 where id = :id")
                .param("me", Scope.current().person())
                .param("id", id)
                .update();
    }

    /// True while its holder's shares are as the letter tells them.
    @Transactional(readOnly = true)
    public boolean current(Letter letter) {
        return print(letter.holder(), letter.year(), words(letter.holder(), letter.year()))
                .equals(letter.fingerprint());
    }

    /// True when the reader signs for the letter's holder.
    @Transactional(readOnly = true)
    public boolean maySign(Letter letter) {
        return letter.signedAt() == null && letter.supersededAt() == null && holders.answers(letter.holder());
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Letter get(long id) {
        return jdbc.sql(SELECT + " where l.id = :id")
                .param("id", id)
                .param("lang", language())
                .query((rs, _) -> read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("letter " + id));
    }

    /// The letter of a holder and a year that stands.
    @Transactional(readOnly = true)
    public Optional<Letter> standing(Holder holder, int year) {
        return of(SELECT + " " + """
                         where l.superseded_at is null and l.year = :year and l.unit_id = :unit and l.holder = :holder
                          and coalesce(l.position_id, 0) = :post and coalesce(l.contractor_id, 0) = :contractor""", holder, year).query((rs, _) -> read(rs)).optional();
    }

    @Transactional(readOnly = true)
    public List<Line> lines(long letter) {
        return jdbc.sql("select * from targets.letter_line where letter_id = :id order by place")
                .param("id", letter)
                .query((rs, _) -> new Line(
                        rs.getString("goal_number"),
                        Json.text(rs.getString("sentence")),
                        NewTarget.Direction.valueOf(rs.getString("direction")),
                        rs.getBigDecimal("value"),
                        rs.getString("measure"),
                        rs.getInt("due_year"),
                        rs.getLong("share_id")))
                .list();
    }

    private String words(Holder holder, int year) {
        return String.join(
                " ",
                of(CURRENT, holder, year)
                        .query((rs, _) -> rs.getLong("share_id") + ":" + rs.getString("words"))
                        .list());
    }

    private static String print(Holder holder, int year, String words) {
        return Sha256.hex((holder.key() + " " + year + " " + words).getBytes(StandardCharsets.UTF_8));
    }

    private JdbcClient.StatementSpec of(String sql, Holder holder, int year) {
        Integer post = holder.post();
        Integer contractor = holder.contractor();
        return jdbc.sql(sql)
                .param("lang", language())
                .param("unit", holder.unit().value())
                .param("holder", holder.kind().name())
                .param("post", post == null ? 0 : post)
                .param("contractor", contractor == null ? 0 : contractor)
                .param("year", year);
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    private static final String SELECT = """
            select l.*, coalesce(verdite.text(organisation.pub_person_name(l.issued_by), :lang), l.who) as issuer,
              verdite.text(organisation.pub_person_name(l.signed_by), :lang) as signer from targets.letter l""";

    private static Holder holder(ResultSet rs) throws SQLException {
        return new Holder(
                Holder.Kind.valueOf(rs.getString("holder")),
                new UnitId(rs.getInt("unit_id")),
                (Integer) rs.getObject("position_id"),
                (Integer) rs.getObject("contractor_id"));
    }

    private static Letter read(ResultSet rs) throws SQLException {
        return new Letter(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getInt("year"),
                holder(rs),
                rs.getString("fingerprint"),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                rs.getString("issuer"),
                rs.getString("signer"),
                instant(rs, "signed_at"),
                instant(rs, "superseded_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
