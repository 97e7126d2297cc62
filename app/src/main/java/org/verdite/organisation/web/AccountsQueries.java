package org.verdite.organisation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// What administrators read about accounts.
@Component
@Transactional(readOnly = true)
class AccountsQueries {

    /// @param wordless true for an account without a password, which signs in through the group's service only
    record AccountLine(
            int id,
            String login,
            int person,
            LocalText name,
            int unit,
            LocalText unitName,
            boolean disabled,
            boolean demonstration,
            boolean wordless,
            List<String> roles) {}

    record GrantLine(
            long id,
            int account,
            String role,
            int unit,
            LocalText unitName,
            LocalDate from,
            @Nullable LocalDate to) {}

    record SignIn(Instant at, String way, String outcome, String address) {}

    private static final String LINE = """
            select a.id, a.login, a.person_id, p.name, a.unit_id, u.name as unit_name, a.disabled, a.demonstration,
              a.password_hash is null as wordless,
              array(select distinct g.role from organisation.grant_of_role g
                where g.account_id = a.id and g.revoked_at is null order by 1) as roles
            from organisation.account a join organisation.person p on p.id = a.person_id
            join organisation.unit u on u.id = a.unit_id\s""";

    private final JdbcClient jdbc;

    AccountsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<AccountLine> list(Filters filters) {
        var keyset = Keyset.of(filters, 50, "a.login text", "a.id int");
        var rows = jdbc.sql(LINE + """
                        where (:q = '' or a.login like lower(:like) or p.name ->> 'en' ilike :like or p.name ->> 'zh' like :like)
                          and (:role = '' or exists (select from organisation.grant_of_role g
                            where g.account_id = a.id and g.revoked_at is null and g.role = :role)) and\s""" + keyset.where() + keyset.orderAndLimit())
                .param("q", filters.get("q"))
                .param("like", UnitsQueries.like(filters.get("q")))
                .param("role", filters.get("role"))
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.login(), r.id()));
    }

    AccountLine require(int id) {
        return jdbc.sql(LINE + "where a.id = :id")
                .param("id", id)
                .query((rs, _) -> line(rs))
                .optional()
                .orElseThrow(() -> new NotHere("account " + id));
    }

    @Nullable Integer ofPerson(int person) {
        return jdbc.sql("select id from organisation.account where person_id = :person")
                .param("person", person)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(null);
    }

    List<GrantLine> grants(int account) {
        return jdbc.sql("""
                        select g.*, u.name as unit_name from organisation.grant_of_role g
                        join organisation.unit u on u.id = g.unit_id
                        where g.account_id = :account and g.revoked_at is null order by g.id""")
                .param("account", account)
                .query((rs, _) -> new GrantLine(
                        rs.getLong("id"),
                        account,
                        rs.getString("role"),
                        rs.getInt("unit_id"),
                        Json.text(rs.getString("unit_name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    List<SignIn> signIns(int account) {
        return jdbc.sql("""
                        select at, way, outcome, address from organisation.sign_in
                        where account_id = :account order by id desc limit 10""")
                .param("account", account)
                .query((rs, _) -> new SignIn(
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("way"),
                        rs.getString("outcome"),
                        rs.getString("address")))
                .list();
    }

    private static AccountLine line(ResultSet rs) throws SQLException {
        return new AccountLine(
                rs.getInt("id"),
                rs.getString("login"),
                rs.getInt("person_id"),
                Json.text(rs.getString("name")),
                rs.getInt("unit_id"),
                Json.text(rs.getString("unit_name")),
                rs.getBoolean("disabled"),
                rs.getBoolean("demonstration"),
                rs.getBoolean("wordless"),
                List.of((String[]) rs.getArray("roles").getArray()));
    }
}
