export { energyDistance, meanDistance, meanDistanceWithin, unbiasedEnergyDistance, type EnergyKnown } from './energy'
export { permutationTest, type TwoSampleTest } from './permutation'
export { repeated, type Repeated } from './repeated'
export { equalAngles, randomDirections, slicedWasserstein, squaredWassersteinOfSorted } from './sliced'
