x = np.array([0.5, 1.5])
y = np.array([-0.25, 0.75])
