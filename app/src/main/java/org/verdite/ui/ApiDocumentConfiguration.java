package org.verdite.ui;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.verdite.ui.list.Narrowed;

/// What the API's document says beside what the rooms' methods say themselves.
@Configuration(proxyBeanMethods = false)
class ApiDocumentConfiguration {

    private static final String ABOUT = """
            What pages show and do, for programs: the same verbs, rules and scope. Errors are problem details (RFC 9457); \
            what lies outside your scope answers 404, a step that can’t be taken now answers 409 and says why. \
            Lists answer `items` and `next`; `next` given back as `after` turns the page.""";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Verdite").version("1").description(ABOUT))
                .components(new Components()
                        .addSecuritySchemes("token", scheme("bearer", "A token, shown once when it is made"))
                        .addSecuritySchemes("password", scheme("basic", "Only to make a token")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    private static SecurityScheme scheme(String kind, String about) {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(kind).description(about);
    }

    @Bean
    OperationCustomizer narrowing() {
        return (operation, method) -> {
            var narrowed = method.getMethodAnnotation(Narrowed.class);
            if (narrowed != null) {
                for (String name : narrowed.by()) {
                    add(operation, query(name));
                }
                if (narrowed.turned()) {
                    add(operation, query("after").description("`next` of the page before"));
                }
            }
            if (reads(method)) {
                add(
                        operation,
                        query("unit")
                                .schema(new IntegerSchema())
                                .description("Id of a unit: only what belongs to it and below"));
            }
            return operation;
        };
    }

    private static boolean reads(HandlerMethod method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && mapping.method().length == 1 && mapping.method()[0] == RequestMethod.GET;
    }

    private static void add(Operation operation, Parameter parameter) {
        var known = operation.getParameters();
        if (known == null || known.stream().noneMatch(p -> parameter.getName().equals(p.getName()))) {
            operation.addParametersItem(parameter);
        }
    }

    private static Parameter query(String name) {
        return new Parameter().in("query").name(name).required(false).schema(new StringSchema());
    }
}
