package org.verdite.obligations;

import java.io.IOException;
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
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:clauses/*.yaml")) {
            byte[] bytes = file.getContentAsByteArray();
            Scope.system("standards").run(() -> clauses.bring(bytes, ClausesLoader::read));
        }
    }

    private static NewStandard read(byte[] file) {
        var whole = YAML.readValue(file, ClausesFile.Whole.class);
        return ClausesFile.standard(null, whole.standard(), whole.clauses());
    }
}
