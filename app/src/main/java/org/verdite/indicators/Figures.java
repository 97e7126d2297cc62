package org.verdite.indicators;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.NotHere;

/// The one place to ask for a figure, whichever room supplies it.
@Component
public class Figures {

    private final JdbcClient jdbc;
    private final Definitions definitions;
    private final ObjectProvider<FigureSource> sources;

    Figures(JdbcClient jdbc, Definitions definitions, ObjectProvider<FigureSource> sources) {
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.sources = sources;
    }

    /// @throws NotHere when no definition was in force on that day or no room supplies it
    @Transactional(readOnly = true)
    public Figure figure(FigureRequest request) {
        var definition = definitions.require(request.code(), request.on(), request.known());
        var figure = source(request.code()).figure(request).byFormula(definition.version());
        return whole(figure, outOfSight(request), request);
    }

    /// Many figures at once; the definitions are read once, and each source is asked once.
    @Transactional(readOnly = true)
    public List<Figure> figures(List<FigureRequest> requests) {
        var versions = definitions.history();
        var unseen = new HashMap<FigureRequest, Integer>();
        var found = found(requests);
        return requests.stream()
                .map(r -> {
                    int version = Definitions.inForce(versions, r.code(), r.on(), r.known())
                            .version();
                    int hidden = unseen.computeIfAbsent(place(r), this::outOfSight);
                    return whole(Objects.requireNonNull(found.get(r)).byFormula(version), hidden, r);
                })
                .toList();
    }

    private Map<FigureRequest, Figure> found(List<FigureRequest> requests) {
        var found = new HashMap<FigureRequest, Figure>();
        requests.stream()
                .distinct()
                .collect(Collectors.groupingBy(r -> source(r.code())))
                .forEach((source, asked) -> {
                    var answers = source.figures(asked).iterator();
                    asked.forEach(r -> found.put(r, answers.next()));
                });
        return found;
    }

    /// What of a request decides which sites stand below its unit.
    private static FigureRequest place(FigureRequest r) {
        return new FigureRequest("", 0, 0, r.structureDate(), r.known(), "", r.structureDate(), r.unit());
    }

    /// Sites that stood below the unit by the figure's tree and are not the reader's to see.
    @Transactional(readOnly = true)
    public int outOfSight(FigureRequest r) {
        if (r.unit() == null) {
            return 0;
        }
        return jdbc.sql("select organisation.pub_out_of_sight(:unit, :structure, :known)")
                .param("unit", r.unit().value())
                .param("structure", r.structureDate())
                .param("known", r.known().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// "2 sites that stood below this unit on 31 Dec 2021 are outside what you may see"
    public static Phrase outOfSight(int hidden, FigureRequest r) {
        return Phrase.of("indicators.gap.outOfSight", hidden, r.structureDate());
    }

    private static Figure whole(Figure figure, int hidden, FigureRequest r) {
        return hidden == 0 ? figure : figure.without(new Gap(outOfSight(hidden, r), "", hidden));
    }

    @Transactional(readOnly = true)
    public List<Change> changes(FigureRequest request, Instant since) {
        return source(request.code()).changes(request, since);
    }

    @Transactional(readOnly = true)
    public FigureSource.Records records(FigureRequest request) {
        return source(request.code()).records(request);
    }

    public boolean supplies(String code) {
        return sources.stream().anyMatch(s -> s.codes().contains(code));
    }

    private FigureSource source(String code) {
        return sources.stream()
                .filter(s -> s.codes().contains(code))
                .findFirst()
                .orElseThrow(() -> new NotHere("source of " + code));
    }
}
