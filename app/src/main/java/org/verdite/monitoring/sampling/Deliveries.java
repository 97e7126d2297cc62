package org.verdite.monitoring.sampling;

import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Enters what a laboratory's file says of samples that are known here: which laboratory, in which batch, on which
/// day. Only where nobody entered it; a sample that was approved without it goes back to who approves, who may be the
/// one that loaded the file: what it says is the laboratory's word.
@Component
public class Deliveries {

    private static final String SAID = """
            with said as (
              select s.*, (
                select case when count(*) = 1 then min(l.id) end from monitoring.laboratory l
                where s.laboratory <> '' and (lower(l.code) = lower(s.laboratory) or exists (
                  select from jsonb_each_text(l.name) t where t.key <> '_' and lower(t.value) = lower(s.laboratory)))) as laboratory_id
              from unnest(cast(:points as int[]), cast(:numbers as text[]), cast(:laboratories as text[]), cast(:batches as text[]),
                cast(:days as date[])) s(point_id, number, laboratory, batch, analysed)
            ), new as (
              select x.id, said.laboratory, said.laboratory_id,
                coalesce(x.laboratory_id, said.laboratory_id) as laboratory_then,
                case when x.batch = '' then said.batch else x.batch end as batch_then,
                coalesce(x.analysed_on, case when said.analysed >= cast(x.taken_at at time zone 'UTC' as date) - 1 then said.analysed end)
                  as analysed_then
              from said join monitoring.sample x on x.point_id = said.point_id and x.number = said.number and x.state <> 'VOID'
            ), changing as (
              select new.* from new join monitoring.sample x on x.id = new.id
              where (x.laboratory_id, x.batch, x.analysed_on) is distinct from (new.laboratory_then, new.batch_then, new.analysed_then)
            )
            """;

    /// What entering would do.
    ///
    /// @param samples that get something
    /// @param unknown laboratories that the file names for known samples and nobody registered
    public record Outlook(int samples, List<String> unknown) {}

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Outlook outlook(List<Delivered> said) {
        if (said.isEmpty()) {
            return new Outlook(0, List.of());
        }
        int samples = asked(said, SAID + "select count(*) from changing")
                .query((rs, _) -> rs.getInt(1))
                .single();
        var unknown = asked(said, SAID + """
                        select distinct laboratory from new where laboratory <> '' and laboratory_id is null and laboratory_then is null order by 1""").query((rs, _) -> rs.getString(1)).list();
        return new Outlook(samples, unknown);
    }

    /// @return how many samples got something
    @Transactional
    public int enter(List<Delivered> said) {
        if (said.isEmpty()) {
            return 0;
        }
        return asked(said, SAID + """
                        update monitoring.sample x set laboratory_id = c.laboratory_then, batch = c.batch_then, analysed_on = c.analysed_then,
                          state = 'ENTERED', approved_by = '', approved_at = null, version = version + 1
                        from changing c where x.id = c.id""").update();
    }

    private JdbcClient.StatementSpec asked(List<Delivered> said, String sql) {
        return jdbc.sql(sql)
                .param("points", said.stream().map(Delivered::point).toArray(Integer[]::new))
                .param("numbers", texts(said, Delivered::number))
                .param("laboratories", texts(said, Delivered::laboratory))
                .param("batches", texts(said, Delivered::batch))
                .param(
                        "days",
                        said.stream()
                                .map(d -> d.analysedOn() == null
                                        ? null
                                        : d.analysedOn().toString())
                                .toArray(String[]::new));
    }

    private static String[] texts(List<Delivered> said, Function<Delivered, String> text) {
        return said.stream().map(text).toArray(String[]::new);
    }
}
