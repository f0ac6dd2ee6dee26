/**
 * Statistics of repeated trainings: intervals of means, paired differences and their tests, and
 * intervals for other patients.
 */
package io.ctattention.comparison.statistics;
