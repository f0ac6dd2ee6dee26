package io.ctattention.quarkus.deployment;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.runtime.ModelDemand;
import io.quarkus.arc.processor.InjectionPointInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

/** What an application injects of models. */
final class InjectionPoints {

    private static final DotName MODEL_NAME = DotName.createSimple(ModelName.class);

    /** The plain DJL object of a model. */
    static final Type ZOO_MODEL =
            ParameterizedType.create(
                    ZooModel.class,
                    ClassType.create(Image.class),
                    ClassType.create(Classifications.class));

    /** The types of beans that come from a model. */
    private static final Set<Type> OF_A_MODEL =
            Set.of(
                    ClassType.create(CtClassifier.class),
                    ClassType.create(GradCamExplainer.class),
                    ClassType.create(GradCamTranslator.class),
                    ZOO_MODEL);

    private InjectionPoints() {}

    /** The name in the qualifier of an injection point, also of an {@code Instance}. */
    static Optional<String> name(InjectionPointInfo point) {
        return Optional.ofNullable(point.getRequiredQualifier(MODEL_NAME))
                .map(InjectionPoints::name);
    }

    private static String name(AnnotationInstance qualifier) {
        AnnotationValue value = qualifier.value();
        return value == null ? ModelName.DEFAULT : value.asString();
    }

    /**
     * What must be there when the application starts. An {@code Instance} may stay unresolved, and
     * a bean of the application's own needs no model.
     */
    static List<ModelDemand> demands(Collection<InjectionPointInfo> points) {
        return points.stream()
                .filter(point -> !point.isProgrammaticLookup())
                .filter(point -> !point.isSynthetic())
                .filter(InjectionPoints::isOfAModel)
                .filter(point -> point.getResolvedBean().isSynthetic())
                .map(InjectionPoints::demand)
                .toList();
    }

    private static boolean isOfAModel(InjectionPointInfo point) {
        return OF_A_MODEL.contains(point.getRequiredType())
                && (point.hasDefaultedQualifier()
                        || point.getRequiredQualifier(MODEL_NAME) != null);
    }

    private static ModelDemand demand(InjectionPointInfo point) {
        AnnotationInstance qualifier = point.getRequiredQualifier(MODEL_NAME);
        AnnotationValue classes = qualifier == null ? null : qualifier.value("classes");
        return new ModelDemand(
                qualifier == null ? ModelName.DEFAULT : name(qualifier),
                point.getTargetInfo(),
                classes == null ? List.of() : List.of(classes.asStringArray()));
    }
}
