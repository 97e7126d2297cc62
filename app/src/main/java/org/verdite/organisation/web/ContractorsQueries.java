package org.verdite.organisation.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// What the pages and the API read about contractors.
@Component
@Transactional(readOnly = true)
class ContractorsQueries {

    /// @param contracts running today
    /// @param people who work for the company today, as far as they are seen
    record ContractorLine(
            int id, String code, LocalText name, String country, int contracts, int people, int unit, int version) {}

    record Contract(
            long id,
            int contractor,
            LocalText contractorName,
            int unit,
            LocalText unitName,
            String number,
            String work,
            LocalDate from,
            @Nullable LocalDate to,
            int version) {}

    record Worker(int id, LocalText name, LocalText unitName) {}

    private final JdbcClient jdbc;
    private final Days days;

    ContractorsQueries(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    private static final String LINE = """
            select c.id, c.code, c.name, c.country, c.unit_id, c.version,
              (select count(*) from organisation.contract k where k.contractor_id = c.id and k.valid_from <= :day
                and (k.valid_to is null or k.valid_to > :day)) as contracts,
              (select count(*) from organisation.employment e where e.contractor_id = c.id and e.superseded_at is null
                and e.valid_from <= :day and (e.valid_to is null or e.valid_to > :day)) as people
            from organisation.contractor c where\s""";

    Page<ContractorLine> list(Filters filters) {
        var keyset = Keyset.of(filters, 50, "c.code text", "c.id int");
        var rows = jdbc.sql(LINE
                        + "(:q = '' or c.code ilike :like or c.name ->> 'en' ilike :like or c.name ->> 'zh' like :like) and "
                        + keyset.where() + keyset.orderAndLimit())
                .param("day", days.today())
                .param("q", filters.get("q"))
                .param("like", UnitsQueries.like(filters.get("q")))
                .params(keyset.params())
                .query((rs, _) -> line(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.code(), r.id()));
    }

    ContractorLine require(int id) {
        return jdbc.sql(LINE + "c.id = :id")
                .param("day", days.today())
                .param("id", id)
                .query((rs, _) -> line(rs))
                .optional()
                .orElseThrow(() -> new NotHere("contractor " + id));
    }

    private static ContractorLine line(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new ContractorLine(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("country"),
                rs.getInt("contracts"),
                rs.getInt("people"),
                rs.getInt("unit_id"),
                rs.getInt("version"));
    }

    /// @param contractor or unit: 0 for any
    List<Contract> contracts(int contractor, int unit) {
        return jdbc.sql("""
                        select k.*, c.name as contractor_name, u.name as unit_name from organisation.contract k
                        join organisation.contractor c on c.id = k.contractor_id join organisation.unit u on u.id = k.unit_id
                        where (:contractor = 0 or k.contractor_id = :contractor) and (:unit = 0 or k.unit_id = :unit)
                        order by k.valid_from desc, k.id limit 200""")
                .param("contractor", contractor)
                .param("unit", unit)
                .query((rs, _) -> new Contract(
                        rs.getLong("id"),
                        rs.getInt("contractor_id"),
                        Json.text(rs.getString("contractor_name")),
                        rs.getInt("unit_id"),
                        Json.text(rs.getString("unit_name")),
                        rs.getString("number"),
                        rs.getString("work"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getInt("version")))
                .list();
    }

    List<Worker> workers(int contractor) {
        return jdbc.sql("""
                        select p.id, p.name, u.name as unit_name from organisation.employment e
                        join organisation.person p on p.id = e.person_id join organisation.unit u on u.id = p.unit_id
                        where e.contractor_id = :contractor and e.superseded_at is null and e.valid_from <= :day
                          and (e.valid_to is null or e.valid_to > :day) order by p.code limit 200""")
                .param("contractor", contractor)
                .param("day", days.today())
                .query((rs, _) -> new Worker(
                        rs.getInt("id"), Json.text(rs.getString("name")), Json.text(rs.getString("unit_name"))))
                .list();
    }
}
