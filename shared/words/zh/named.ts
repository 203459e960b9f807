/** A Latin name as a subject, with the space Chinese text puts behind it; without a name, what it is in Chinese. */
export const named = (name: string | undefined, otherwise: string): string => (name === undefined ? otherwise : `${name} `)
