package org.verdite.indicators;

import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.NotHere;

/// The one place to ask for a figure, whichever room supplies it.
@Component
public class Figures {

    private final Definitions definitions;
    private final ObjectProvider<FigureSource> sources;

    Figures(Definitions definitions, ObjectProvider<FigureSource> sources) {
        this.definitions = definitions;
        this.sources = sources;
    }

    /// @throws NotHere when no definition was in force on that day or no room supplies it
    @Transactional(readOnly = true)
    public Figure figure(FigureRequest request) {
        var definition = definitions.require(request.code(), request.on(), request.known());
        return source(request.code()).figure(request).byFormula(definition.version());
    }

    /// Many figures at once; the definitions are read once.
    @Transactional(readOnly = true)
    public List<Figure> figures(List<FigureRequest> requests) {
        var versions = definitions.history();
        return requests.stream()
                .map(r -> source(r.code())
                        .figure(r)
                        .byFormula(
                                Definitions.inForce(versions, r.code(), r.on()).version()))
                .toList();
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
