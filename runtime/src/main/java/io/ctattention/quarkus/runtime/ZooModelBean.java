package io.ctattention.quarkus.runtime;

/**
 * Stands for the bean of a DJL model, so that its generated class lies in this package: in a native
 * executable DJL's own packages are initialized at run time, and beans when it is built.
 */
public final class ZooModelBean {

    private ZooModelBean() {}
}
