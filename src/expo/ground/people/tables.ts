import type { Generated } from 'kysely'
import type { GrantKind, Role } from '#kernel/actor.ts'
import type { Language } from '#kernel/language.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'people.users': {
      id: string
      name: string
      email: string
      emailVerified: Generated<boolean>
      image: string | null
      nativeName: Generated<string>
      nativeLang: Generated<string>
      language: Generated<string>
      demonstration: Generated<boolean>
      twoFactorEnabled: Generated<boolean>
      createdAt: Generated<Date>
      updatedAt: Generated<Date>
    }
    'people.sessions': {
      id: string
      token: string
      userId: string
      expiresAt: Date
      ipAddress: string | null
      userAgent: string | null
      createdAt: Generated<Date>
      updatedAt: Generated<Date>
    }
    'people.credentials': {
      id: string
      accountId: string
      providerId: string
      userId: string
      accessToken: string | null
      refreshToken: string | null
      idToken: string | null
      accessTokenExpiresAt: Date | null
      refreshTokenExpiresAt: Date | null
      scope: string | null
      password: string | null
      createdAt: Generated<Date>
      updatedAt: Generated<Date>
    }
    'people.verifications': {
      id: string
      identifier: string
      value: string
      expiresAt: Date
      createdAt: Generated<Date>
      updatedAt: Generated<Date>
    }
    'people.twoFactors': {
      id: string
      userId: string
      secret: string
      backupCodes: string
      verified: boolean | null
      failedVerificationCount: number | null
      lockedUntil: Date | null
    }
    'people.passkeys': {
      id: string
      name: string | null
      publicKey: string
      userId: string
      credentialId: string
      counter: number
      deviceType: string
      backedUp: boolean
      transports: string | null
      createdAt: Date | null
      aaguid: string | null
    }
    'people.addressChanges': { personId: string; tokenHash: string; email: string; expiresAt: Date }
    'people.rateLimits': { id: string; key: string; count: number; lastRequest: number }
    'people.grants': {
      personId: string
      role: Role
      kind: GrantKind
      thingId: Generated<string>
      grantedBy: string
      grantedAt: Generated<Date>
    }
    'people.invitations': {
      id: string
      tokenHash: string
      email: string
      role: Role
      kind: GrantKind
      thingId: string
      language: Language
      subject: string
      onward: string
      invitedBy: string
      invitedAt: Generated<Date>
      expiresAt: Date
      acceptedAt: Date | null
      acceptedBy: string | null
      revokedAt: Date | null
    }
  }
}
