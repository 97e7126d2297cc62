package org.verdite.obligations;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Brings the clauses that come with Verdite into the library when the program starts.
@Component
class ClausesLoader {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Clauses clauses;

    ClausesLoader(Clauses clauses) {
        this.clauses = clauses;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    public void load() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:clauses/*.yaml");
        // earlier editions first, for later ones follow them
        Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
        for (var file : files) {
            byte[] bytes = file.getContentAsByteArray();
            Scope.system("standards").run(() -> clauses.bring(bytes, () -> read(bytes)));
        }
    }

    private static NewStandard read(byte[] file) {
        var whole = YAML.readValue(file, ClausesFile.Whole.class);
        return ClausesFile.standard(null, whole.standard(), whole.clauses());
    }
}
