package org.verdite.targets.policy;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Conflict;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Sha256;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Reads policies and their commitments for the package's verbs.
@Component
class PolicyStore {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String group;

    PolicyStore(JdbcClient jdbc, Clock clock, @Value("${verdite.zone:Asia/Shanghai}") String group) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.group = group;
    }

    /// A policy begins and ends by the group's calendar, wherever it is read.
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of(group));
    }

    Optional<Policy> find(PolicyId id) {
        return read("", id);
    }

    /// @throws NotHere when it is not in the reader's scope
    Policy require(PolicyId id) {
        return find(id).orElseThrow(() -> new NotHere("policy " + id));
    }

    /// The same, held until the transaction ends.
    Policy take(PolicyId id) {
        return read(" for update", id).orElseThrow(() -> new NotHere("policy " + id));
    }

    private Optional<Policy> read(String how, PolicyId id) {
        return jdbc.sql("select * from targets.policy where id = :id" + how)
                .param("id", id.value())
                .query(PolicyStore::policy)
                .optional();
    }

    private static Policy policy(ResultSet rs, int row) throws SQLException {
        return new Policy(
                new PolicyId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("edition"),
                Json.text(rs.getString("title")),
                Json.text(rs.getString("words")),
                tags(rs.getArray("protects")),
                PolicyState.valueOf(rs.getString("state")),
                person(rs, "drafted_by"),
                person(rs, "submitted_by"),
                person(rs, "approved_by"),
                Objects.requireNonNullElse(rs.getString("fingerprint"), ""),
                rs.getObject("in_force_from", LocalDate.class),
                rs.getString("withdrawn_because"),
                rs.getInt("version"));
    }

    private static @Nullable PersonId person(ResultSet rs, String column) throws SQLException {
        int id = rs.getInt(column);
        return rs.wasNull() ? null : new PersonId(id);
    }

    private static Set<String> tags(Array tags) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) tags.getArray()));
    }

    List<Commitment> commitments(PolicyId id) {
        return jdbc.sql("select * from targets.commitment where policy_id = :id order by length(code), code")
                .param("id", id.value())
                .query((rs, _) -> new Commitment(
                        rs.getLong("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("sentence")),
                        tags(rs.getArray("protects"))))
                .list();
    }

    /// The version of a unit's policy that is in force today.
    Optional<PolicyId> inForce(UnitId unit) {
        return jdbc.sql("select targets.in_force(:unit, :day)")
                .param("unit", unit.value())
                .param("day", today())
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .filter(id -> id != 0)
                .map(PolicyId::new);
    }

    /// Of the words as they are kept, in both languages, so that it is the same for every reader.
    static String fingerprint(Policy p, List<Commitment> commitments) {
        var said = new StringBuilder();
        line(said, p.unit(), p.edition(), p.title().json(), p.words().json(), p.protects());
        commitments.forEach(c -> line(said, c.code(), c.sentence().json(), c.protects()));
        return Sha256.hex(said.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder said, Object... parts) {
        for (Object part : parts) {
            said.append(part).append('\u001f');
        }
        said.append('\u001e');
    }

    /// @throws Refused naming the state it is in instead
    static void in(Policy policy, PolicyState state) {
        if (policy.state() != state) {
            throw new Refused("targets.refused.policy." + policy.state());
        }
    }

    static void unchanged(Policy policy, int version) {
        if (policy.version() != version) {
            throw new Conflict("policy " + policy.id());
        }
    }

    /// True when a text stands in both languages.
    static boolean both(LocalText text) {
        return List.of("en", "zh").stream()
                .noneMatch(l -> text.texts().getOrDefault(l, "").isBlank());
    }
}
