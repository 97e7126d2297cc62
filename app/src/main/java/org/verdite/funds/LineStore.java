package org.verdite.funds;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// The rows of funding lines and their versions.
@Component
class LineStore {

    private static final String LINE = """
            select l.*, p.number as pending_number, a.number as held_number
            from funds.line l
            left join funds.line_version p on p.id = l.pending_id
            left join funds.line_version a on a.id = l.approved_id
            where l.id = :id""";

    private final JdbcClient jdbc;

    LineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LineId insert(NewLine n, @Nullable Origin origin) {
        long id = jdbc.sql("""
                insert into funds.line (unit_id, year, category, nature, currency, origin_room, origin_kind, origin_key, origin_title,
                  origin_href, title, owner_id, planned)
                values (:unit, :year, :category, :nature, :currency, :room, :kind, :key, :name, :href, :title, :owner, :planned)
                returning id""")
                .param("unit", n.unit().value())
                .param("year", n.year())
                .param("category", n.category().name())
                .param("nature", n.nature().name())
                .param("currency", n.currency())
                .param("room", origin == null ? null : origin.room())
                .param("kind", origin == null ? null : origin.kind())
                .param("key", origin == null ? null : origin.id())
                .param("name", origin == null ? null : origin.title())
                .param("href", origin == null ? null : origin.href())
                .param("title", n.terms().title().strip())
                .param("owner", n.terms().owner().value())
                .param("planned", n.terms().total())
                .query((rs, _) -> rs.getLong(1))
                .single();
        long version = ask(new LineId(id), n.unit(), 1, n.terms(), "");
        jdbc.sql("update funds.line set pending_id = :version where id = :id")
                .param("version", version)
                .param("id", id)
                .update();
        return new LineId(id);
    }

    long ask(LineId line, UnitId unit, int number, LineTerms terms, String reason) {
        return jdbc.sql("""
                insert into funds.line_version (line_id, unit_id, number, title, owner_id, months, reason, proposed_by)
                values (:line, :unit, :number, :title, :owner, cast(:months as numeric[]), :reason, :by) returning id""")
                .param("line", line.value())
                .param("unit", unit.value())
                .param("number", number)
                .param("title", terms.title().strip())
                .param("owner", terms.owner().value())
                .param("months", array(terms.months()))
                .param("reason", reason.strip())
                .param("by", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static String array(List<BigDecimal> months) {
        return months.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "{", "}"));
    }

    /// Another version waits. While none holds, the line is called as the newest one says.
    void pending(FundingLine line, long version, LineTerms terms) {
        jdbc.sql("""
                update funds.line set pending_id = :version, planned = :planned, version = version + 1,
                  title = case when approved_id is null then :title else title end,
                  owner_id = case when approved_id is null then :owner else owner_id end
                where id = :id""")
                .param("version", version)
                .param("planned", terms.total())
                .param("title", terms.title().strip())
                .param("owner", terms.owner().value())
                .param("id", line.id().value())
                .update();
    }

    void decide(long version, VersionState state, String note) {
        jdbc.sql("""
                update funds.line_version set state = :state, decided_at = coalesce(decided_at, verdite.now()),
                  decided_by = case when :state = 'SUPERSEDED' then decided_by else :by end,
                  note = case when :state = 'SUPERSEDED' then note else :note end
                where id = :id""")
                .param("state", state.name())
                .param("by", Scope.current().person(), java.sql.Types.INTEGER)
                .param("note", note)
                .param("id", version)
                .update();
    }

    void hold(FundingLine line, LineVersion version) {
        jdbc.sql("""
                update funds.line set state = 'APPROVED', approved_id = :version, approved = :total, planned = :total, pending_id = null,
                  title = :title, owner_id = :owner, version = version + 1 where id = :id""")
                .param("version", version.id())
                .param("total", version.terms().total())
                .param("title", version.terms().title())
                .param("owner", version.terms().owner().value())
                .param("id", line.id().value())
                .update();
    }

    /// Nothing waits any more: a line that was never approved is over, another is as it was.
    void letGo(FundingLine line, LineState state, String reason) {
        jdbc.sql("""
                update funds.line set pending_id = null, planned = coalesce(approved, planned), version = version + 1,
                  state = case when approved_id is null then :state else state end,
                  reason = case when approved_id is null then :reason else reason end
                where id = :id""")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", line.id().value())
                .update();
    }

    void close(FundingLine line, String reason) {
        jdbc.sql("update funds.line set state = 'CLOSED', reason = :reason, version = version + 1 where id = :id")
                .param("reason", reason)
                .param("id", line.id().value())
                .update();
    }

    Optional<FundingLine> find(LineId id) {
        return jdbc.sql(LINE).param("id", id.value()).query((rs, _) -> line(rs)).optional();
    }

    /// Locks the row until the transaction ends.
    Optional<FundingLine> take(LineId id) {
        return jdbc.sql(LINE + " for update of l")
                .param("id", id.value())
                .query((rs, _) -> line(rs))
                .optional();
    }

    /// Newest first.
    List<LineVersion> versions(LineId id) {
        return jdbc.sql("""
                select v.*, organisation.pub_person_name(v.owner_id) as owner_name,
                  organisation.pub_person_name(v.proposed_by) as proposer_name, organisation.pub_person_name(v.decided_by) as decider_name
                from funds.line_version v where v.line_id = :id order by v.number desc""")
                .param("id", id.value())
                .query((rs, _) -> version(rs))
                .list();
    }

    private static FundingLine line(ResultSet rs) throws SQLException {
        String room = rs.getString("origin_room");
        return new FundingLine(
                new LineId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("year"),
                rs.getString("number"),
                rs.getString("title"),
                Category.valueOf(rs.getString("category")),
                Nature.valueOf(rs.getString("nature")),
                rs.getString("currency"),
                room == null
                        ? null
                        : new Origin(
                                room,
                                rs.getString("origin_kind"),
                                rs.getString("origin_key"),
                                rs.getString("origin_title"),
                                rs.getString("origin_href")),
                LineState.valueOf(rs.getString("state")),
                new PersonId(rs.getInt("owner_id")),
                rs.getBigDecimal("planned"),
                rs.getBigDecimal("approved"),
                rs.getBigDecimal("committed"),
                rs.getObject("pending_number", Integer.class),
                rs.getObject("held_number", Integer.class),
                rs.getString("reason"),
                rs.getInt("version"));
    }

    private static LineVersion version(ResultSet rs) throws SQLException {
        OffsetDateTime decided = rs.getObject("decided_at", OffsetDateTime.class);
        return new LineVersion(
                rs.getLong("id"),
                rs.getInt("number"),
                new LineTerms(
                        rs.getString("title"),
                        new PersonId(rs.getInt("owner_id")),
                        List.copyOf(Arrays.asList(
                                (BigDecimal[]) rs.getArray("months").getArray()))),
                Json.text(rs.getString("owner_name")),
                rs.getString("reason"),
                VersionState.valueOf(rs.getString("state")),
                rs.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                rs.getObject("proposed_by", Integer.class),
                name(rs.getString("proposer_name")),
                decided == null ? null : decided.toInstant(),
                name(rs.getString("decider_name")),
                rs.getString("note"));
    }

    private static @Nullable LocalText name(@Nullable String json) {
        return json == null ? null : Json.text(json);
    }
}
