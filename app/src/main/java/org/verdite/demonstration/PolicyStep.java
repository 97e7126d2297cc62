package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.targets.GoalId;
import org.verdite.targets.policy.Acknowledgements;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.PolicyId;
import org.verdite.targets.policy.Served;

/// The group's environmental policy in force, read by some and not yet by the others, with a goal that leads to it; and
/// a mine's own, which waits for its approval.
@Component
@Order(93)
class PolicyStep implements Step {

    private record Promise(String en, String zh, Set<String> protects) {}

    private static final List<Promise> PROMISES = List.of(
            new Promise(
                    "We take no more fresh water than the valley can spare, and return it clean.",
                    "取水不超过流域所能承受，排水达到洁净。",
                    Set.of("WATER", "FOOD")),
            new Promise(
                    "We keep dust and fumes from those who live around our mines.", "防止粉尘和烟气影响矿区周边居民。", Set.of("AIR")),
            new Promise(
                    "We restore land and forest while we mine, not after.",
                    "边开采、边恢复土地与森林。",
                    Set.of("SOIL", "FOREST", "BIODIVERSITY")),
            new Promise(
                    "We use less energy for each tonne, and cleaner energy each year.",
                    "逐年降低单位能耗，提高清洁能源比例。",
                    Set.of("ENERGY", "CLIMATE")));

    private final Policies policies;
    private final Acknowledgements acknowledgements;
    private final Served served;
    private final JdbcClient jdbc;
    private final TransactionTemplate within;
    private final Codes codes;
    private final Cast cast;

    PolicyStep(
            Policies policies,
            Acknowledgements acknowledgements,
            Served served,
            JdbcClient jdbc,
            TransactionTemplate within,
            Codes codes,
            Cast cast) {
        this.policies = policies;
        this.acknowledgements = acknowledgements;
        this.served = served;
        this.jdbc = jdbc;
        this.within = within;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public String brings() {
        return "an environmental policy in force and one that waits";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var writer = Codes.of(people, "P005");
        var president = Codes.of(people, "P001");
        var group = submitted(
                "LMG",
                writer,
                LocalText.of("Environmental policy of the group", "集团生态环境方针", "en"),
                LocalText.of(
                        "We mine what others need, and we leave water, air, soil and forest in a state in which people can live from them.\n\n"
                                + "We meet what the law asks and what we promised, prevent pollution, and become better each year.",
                        "我们开采社会所需的资源，并使水、空气、土壤和森林保持人们赖以生活的状态。\n\n我们遵守法律和承诺，预防污染，逐年改进。",
                        "en"),
                PROMISES);
        cast.as(president, () -> policies.approve(group, policies.get(group).version(), day));
        String print = policies.get(group).fingerprint();
        for (String code : List.of("P001", "P002", "P004", "P005", "P010", "P016", "P046", "P047")) {
            cast.as(
                    Codes.of(people, code),
                    () -> acknowledgements.acknowledge(group, code.equals("P047") ? "zh" : "en", print));
        }
        cast.as(Codes.of(people, "P004"), () -> serve(group));
        submitted(
                "EVC",
                Codes.of(people, "P047"),
                LocalText.of("Environmental policy of the mine", "矿山生态环境方针", "en"),
                LocalText.of(
                        "The creek below the mine feeds the village: nothing of ours reaches it untreated.",
                        "矿区下游溪流供养村庄：我们的任何排水未经处理不得进入。",
                        "en"),
                PROMISES.subList(0, 1));
    }

    private PolicyId submitted(String unit, PersonId by, LocalText title, LocalText words, List<Promise> promises) {
        var made = new PolicyId[1];
        cast.as(by, () -> {
            var id = policies.draft(
                    Codes.of(codes.units(), unit), title, words, Set.of("WATER", "AIR", "SOIL", "FOREST"));
            promises.forEach(p -> policies.commit(id, LocalText.of(p.en(), p.zh(), "en"), p.protects()));
            policies.submit(id, policies.get(id).version());
            made[0] = id;
        });
        return made[0];
    }

    /// Goals about water lead to the first promise.
    private void serve(PolicyId group) {
        long water = policies.commitments(group).getFirst().id();
        List<GoalId> goals = java.util.Objects.requireNonNull(within.execute(_ -> jdbc.sql(
                        "select g.id from targets.pub_goal g where g.number like 'G-%' and verdite.text(g.sentence, 'en') like '%fresh water%'")
                .query((rs, _) -> new GoalId(rs.getLong(1)))
                .list()));
        goals.forEach(goal -> served.serve(goal, water));
    }
}
